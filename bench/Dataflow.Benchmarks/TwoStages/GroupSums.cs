using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.TwoStages;

/// <summary>What must come of the two stages: the sums of the groups at once, by the loop of <see cref="HandWrittenLoop"/>.</summary>
public sealed class GroupSums : IRival<Event, WindowSum>
{
    private readonly HandWrittenLoop sums = new(FixedWindowQuery.Standard);

    public string Name => "hand-written, one stage";

    public bool HasWatermark => true;

    /// <summary>128 keys that follow each other are a group.</summary>
    public static int GroupOf(int key) => key >> 7;

    public long Run(Event[] events, Action<WindowSum> emit) => sums.Run(Array.ConvertAll(events, e => e with { Key = GroupOf(e.Key) }), emit);
}
