namespace Dataflow.Benchmarks.Replays;

/// <summary>Adds the fields up, so that none of them is read in vain.</summary>
internal struct FieldTotals : IRecordVisitor
{
    public long Records;
    public long Ticks;
    public long Characters;
    public long Values;

    public void Visit(long ticks, string key, long value)
    {
        Records++;
        Ticks += ticks;
        Characters += key.Length;
        Values += value;
    }
}
