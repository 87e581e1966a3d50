namespace Dataflow.Engine.Triggers;

/// <summary>Fires at a number of elements (rule 43).</summary>
internal sealed class AfterCountMachine(int needed, StateLayout layout) : TriggerMachine(layout)
{
    private readonly int seen = layout.AddWord(0);

    public override void OnElements(in TriggerContext context, int count) => context.State[seen] += count;

    public override bool ShouldFire(in TriggerContext context) => context.State[seen] >= needed;

    public override int Quiet(in TriggerContext context) => (int)Math.Max(0, needed - 1 - context.State[seen]);

    public override void OnFire(in TriggerContext context)
    {
        Clear(context.State);
        SetFinished(context.State, true);
    }

    public override void OnMerge(in TriggerContext context, IReadOnlyList<long[]> merged)
    {
        var isFinished = merged.Any(IsFinished);
        SetFinished(context.State, isFinished);
        context.State[seen] = isFinished ? 0 : merged.Sum(state => state[seen]);
    }

    public override void Clear(long[] state) => state[seen] = 0;
}
