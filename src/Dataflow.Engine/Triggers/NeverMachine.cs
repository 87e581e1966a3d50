namespace Dataflow.Engine.Triggers;

/// <summary>Never fires (rule 53).</summary>
internal sealed class NeverMachine(StateLayout layout) : TriggerMachine(layout)
{
    public override void OnElement(in TriggerContext context)
    {
    }

    public override bool ShouldFire(in TriggerContext context) => false;

    public override void OnFire(in TriggerContext context)
    {
    }

    public override void OnMerge(in TriggerContext context, IReadOnlyList<long[]> merged)
    {
    }
}
