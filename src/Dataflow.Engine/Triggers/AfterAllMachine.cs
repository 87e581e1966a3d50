namespace Dataflow.Engine.Triggers;

/// <summary>Fires when all parts are ready at once (rule 49).</summary>
internal sealed class AfterAllMachine(TriggerMachine[] parts, StateLayout layout) : CompositeMachine(parts, layout)
{
    public override bool ShouldFire(in TriggerContext context)
    {
        foreach (var part in Parts)
        {
            if (!part.IsFinished(context.State) && !part.ShouldFire(context))
            {
                return false;
            }
        }

        return true;
    }

    public override void OnFire(in TriggerContext context)
    {
        foreach (var part in Parts)
        {
            if (!part.IsFinished(context.State))
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

    protected override bool IsFinishedByParts(long[] state) => AllAreFinished(state);
}
