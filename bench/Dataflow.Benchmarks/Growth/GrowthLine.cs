using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.Growth;

/// <summary>A line of the table that is of a query and a stream of its own.</summary>
internal sealed record GrowthLine(string Name, FixedWindowQuery Query, EventStream Stream, int Events)
{
    public FixedWindowSums.Engine Engine { get; } = new(Query);

    public HandWrittenLoop Loop { get; } = new(Query);

    public Event[] Take() => Stream.Take(Events);
}
