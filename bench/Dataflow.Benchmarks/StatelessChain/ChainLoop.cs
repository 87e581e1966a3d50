using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.StatelessChain;

/// <summary>The ten steps in one loop over the array, and the loop of <see cref="HandWrittenLoop"/> over what it makes.</summary>
public sealed class ChainLoop : IRival<Event, WindowSum>
{
    private readonly HandWrittenLoop sums = new(FixedWindowQuery.Standard);

    public string Name => "two hand-written loops";

    public bool HasWatermark => true;

    public long Run(Event[] events, Action<WindowSum> emit)
    {
        // No value of the streams is filtered: so all steps take all events.
        var mapped = new Event[events.Length];
        for (var i = 0; i < events.Length; i++)
        {
            mapped[i] = events[i] with { Value = -((((events[i].Value + 1) * 2) - 3) ^ 1) };
        }

        return sums.Run(mapped, emit);
    }
}
