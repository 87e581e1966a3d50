namespace Dataflow.Engine.Triggers;

/// <summary>What a trigger machine sees when it is asked: the state of a cell, its window's end, and where the times stand.</summary>
/// <param name="state">The cell's state, laid out by <see cref="CompiledTrigger"/>.</param>
/// <param name="end">The end of the cell's window.</param>
/// <param name="watermark">The input watermark.</param>
/// <param name="clock">Processing time.</param>
/// <param name="isInstantOver">Whether everything that happens at <paramref name="clock"/> has happened, so that timers set for it are due (choice 2, rule 45).</param>
internal readonly ref struct TriggerContext(long[] state, long end, long watermark, long clock, bool isInstantOver)
{
    public long[] State => state;

    public long Clock => clock;

    public bool IsEndReached => watermark >= end;

    public bool IsPast(long target) => isInstantOver ? target <= clock : target < clock;
}
