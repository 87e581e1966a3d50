namespace Dataflow.Benchmarks.Triggers;

/// <summary>The sum of a key and window, and whether a timer will emit it.</summary>
internal struct EarlyDelayCell
{
    public long Sum;
    public bool Waits;
}
