namespace Dataflow.Engine.Triggers;

/// <summary>Fires when one part is ready (rule 48).</summary>
internal sealed class AfterFirstMachine(TriggerMachine[] parts, StateLayout layout) : CompositeMachine(parts, layout)
{
    public override bool ShouldFire(in TriggerContext context)
    {
        foreach (var part in Parts)
        {
            if (part.IsFinished(context.State) || part.ShouldFire(context))
            {
                return true;
            }
        }

        return false;
    }

    public override void OnFire(in TriggerContext context)
    {
        foreach (var part in Parts)
        {
            if (!part.IsFinished(context.State) && part.ShouldFire(context))
            {
                part.OnFire(context);
            }
            else
            {
                part.Clear(context.State);
            }
        }

        SetFinished(context.State, true);
    }

    protected override bool IsFinishedByParts(long[] state) => AnyIsFinished(state);
}
