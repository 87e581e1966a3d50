namespace Dataflow.Engine.Triggers;

/// <summary>Fires when the clock has passed a target that a pane's first element set (rules 44 to 47, choice 11).</summary>
/// <param name="dueTime">When that is.</param>
/// <param name="layout">Where the target stands.</param>
internal sealed class AfterProcessingTimeMachine(ClockTarget dueTime, StateLayout layout) : TriggerMachine(layout)
{
    private const long None = long.MaxValue;

    private readonly int target = layout.AddWord(None);

    public override void OnElements(in TriggerContext context, int count)
    {
        ref var own = ref context.State[target];
        if (own == None)
        {
            own = dueTime.For(context.Clock);
        }
    }

    public override bool ShouldFire(in TriggerContext context) => context.State[target] is not None and var own && context.IsPast(own);

    public override int Quiet(in TriggerContext context) => context.State[target] == None ? 0 : int.MaxValue;

    public override void OnFire(in TriggerContext context)
    {
        Clear(context.State);
        SetFinished(context.State, true);
    }

    public override void OnMerge(in TriggerContext context, IReadOnlyList<long[]> merged) =>
        context.State[target] = IsFinished(context.State) ? None : merged.Min(state => state[target]);

    public override void Clear(long[] state) => state[target] = None;

    public override long NextTarget(long[] state, long from) => state[target] >= from ? state[target] : None;
}
