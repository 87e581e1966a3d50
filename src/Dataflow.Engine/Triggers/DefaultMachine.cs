namespace Dataflow.Engine.Triggers;

/// <summary>Fires at the end of the window and for each element after it (rule 38).</summary>
internal sealed class DefaultMachine(StateLayout layout) : TriggerMachine(layout)
{
    public override void OnElement(in TriggerContext context)
    {
    }

    public override bool ShouldFire(in TriggerContext context) => context.IsEndReached;

    public override void OnFire(in TriggerContext context)
    {
    }

    public override void OnMerge(in TriggerContext context, IReadOnlyList<long[]> merged)
    {
    }
}
