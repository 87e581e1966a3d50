namespace Dataflow.Engine.Triggers;

/// <summary>Fires whenever another does (rule 52).</summary>
internal sealed class RepeatedlyMachine(TriggerMachine repeated, StateLayout layout) : TriggerMachine(layout)
{
    public override void OnElements(in TriggerContext context, int count) => repeated.OnElements(context, count);

    public override bool ShouldFire(in TriggerContext context) => repeated.ShouldFire(context);

    public override int Quiet(in TriggerContext context) => repeated.Quiet(context);

    public override void OnFire(in TriggerContext context) => FireRepeatedly(repeated, context);

    public override void OnMerge(in TriggerContext context, IReadOnlyList<long[]> merged) => repeated.OnMerge(context, merged);

    public override void Clear(long[] state) => repeated.Clear(state);

    public override void Reset(long[] state)
    {
        repeated.Reset(state);
        SetFinished(state, false);
    }

    public override long NextTarget(long[] state, long from) => repeated.NextTarget(state, from);
}
