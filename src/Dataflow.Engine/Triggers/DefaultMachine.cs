namespace Dataflow.Engine.Triggers;

/// <summary>Fires at the end of the window and for each element after it (rule 38).</summary>
internal sealed class DefaultMachine(StateLayout layout) : TriggerMachine(layout)
{
    public override void OnElements(in TriggerContext context, int count)
    {
    }

    public override bool ShouldFire(in TriggerContext context) => context.IsEndReached;

    public override int Quiet(in TriggerContext context) => context.IsEndReached ? 0 : int.MaxValue;

    public override void OnFire(in TriggerContext context)
    {
    }

    public override void OnMerge(in TriggerContext context, IReadOnlyList<long[]> merged)
    {
    }
}
