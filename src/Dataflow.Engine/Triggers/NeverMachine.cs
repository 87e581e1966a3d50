namespace Dataflow.Engine.Triggers;

/// <summary>Never fires (rule 53).</summary>
internal sealed class NeverMachine(StateLayout layout) : TriggerMachine(layout)
{
    public override void OnElements(in TriggerContext context, int count)
    {
    }

    public override bool ShouldFire(in TriggerContext context) => false;

    public override int Quiet(in TriggerContext context) => int.MaxValue;

    public override void OnFire(in TriggerContext context)
    {
    }

    public override void OnMerge(in TriggerContext context, IReadOnlyList<long[]> merged)
    {
    }
}
