namespace Dataflow.Engine.Triggers;

/// <summary>Fires as one part does, until the other fires once (rule 51).</summary>
internal sealed class OrFinallyMachine(TriggerMachine main, TriggerMachine until, StateLayout layout) : CompositeMachine([main, until], layout)
{
    public override bool ShouldFire(in TriggerContext context) => main.ShouldFire(context) || until.ShouldFire(context);

    public override void OnFire(in TriggerContext context)
    {
        if (until.ShouldFire(context))
        {
            until.OnFire(context);
            main.Clear(context.State);
            SetFinished(context.State, true);
        }
        else
        {
            // The other counts across the firings of this one.
            main.OnFire(context);
            SetFinished(context.State, main.IsFinished(context.State));
        }
    }

    protected override bool IsFinishedByParts(long[] state) => AnyIsFinished(state);
}
