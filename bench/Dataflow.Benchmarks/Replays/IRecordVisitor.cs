namespace Dataflow.Benchmarks.Replays;

/// <summary>Takes the fields of each record. Implemented by structs, so that the compiler sees through it.</summary>
internal interface IRecordVisitor
{
    void Visit(long ticks, string key, long value);
}
