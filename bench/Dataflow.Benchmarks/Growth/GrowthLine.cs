using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.Growth;

/// <summary>A line of the table that is of a query and a stream of its own.</summary>
/// <param name="Name">What grows, and how far.</param>
/// <param name="Query">The query.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Events">How many events of the stream.</param>
/// <param name="Special">A loop for where what grows is many: windows or keys.</param>
internal sealed record GrowthLine(string Name, FixedWindowQuery Query, EventStream Stream, int Events, IRival<Event, WindowSum> Special)
{
    public FixedWindowSums.Engine Engine { get; } = new(Query);

    public HandWrittenLoop Loop { get; } = new(Query);

    public Event[] Take() => Stream.Take(Events);
}
