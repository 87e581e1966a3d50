using Dataflow.Combining;
using Dataflow.Running;
using Dataflow.Sources;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Oracle;

/// <summary>Runs a case through the public API and brings what comes out into the oracle's form.</summary>
public sealed class EngineRun
{
    private EngineRun(List<OraclePane> panes, List<OracleLate> late, RunResult result) => (Panes, Late, Result) = (panes, late, result);

    public List<OraclePane> Panes { get; }

    public List<OracleLate> Late { get; }

    public RunResult Result { get; }

    public static EngineRun Of(OracleCase input, RunOptions options)
    {
        var panes = new List<WindowedValue<KV<string, IReadOnlyList<int>>>>();
        var late = new List<LateElement<OracleEvent>>();
        var windowFn = input.Size is { } size
            ? (WindowFn)FixedWindows.Of(Duration.FromTicks(size), Duration.FromTicks(input.Offset))
            : GlobalWindows.Instance;
        var pipeline = Pipeline.Build(p =>
        {
            var lists = p.Read(new OracleSource(input))
                .WindowInto(windowFn.WithAllowedLateness(Duration.FromTicks(input.Lateness)).DiscardingFiredPanes().WithTimestampCombiner(input.Combiner))
                .CombinePerKey(e => e.Key, e => e.Id, Combine.List<int>(), "Lists");
            lists.ToList(panes);
            lists.Late.ToList(late);
        });
        var result = pipeline.RunAsync(options).GetAwaiter().GetResult();
        return new EngineRun([.. panes.Select(ToOracle)], [.. late.Select(ToOracle)], result);
    }

    private static long Ticks(Instant instant) => instant == Instant.MaxValue ? Instant.MaxValue.ToUnixTimeTicks() + 1 : instant.ToUnixTimeTicks();

    private static OraclePane ToOracle(WindowedValue<KV<string, IReadOnlyList<int>>> pane)
    {
        Assert.Equal(pane.Pane.Index, pane.Pane.NonSpeculativeIndex);
        Assert.False(pane.IsRetraction);
        return new OraclePane(
            pane.Value.Key, string.Join(",", pane.Value.Value), Ticks(pane.Window.Start), Ticks(pane.Window.End), Ticks(pane.Timestamp),
            pane.Pane.Timing, pane.Pane.Index, pane.Pane.IsFirst, pane.Pane.IsLast, Ticks(pane.ProcessingTime), Ticks(pane.Watermark));
    }

    private static OracleLate ToOracle(LateElement<OracleEvent> late)
    {
        Assert.Equal(LateReason.Expired, late.Reason);
        Assert.Equal(late.Value.Time, Ticks(late.Timestamp));
        return new OracleLate(late.Value.Id, Ticks(late.Window.Start), Ticks(late.Window.End), Ticks(late.Watermark));
    }

    private sealed class OracleSource(OracleCase input) : Source<OracleEvent>
    {
        public override WatermarkPolicy Watermark => input.WatermarkDelay is { } delay
            ? WatermarkPolicy.Bounded(Duration.FromTicks(delay))
            : WatermarkPolicy.Perfect;

        public override SourceReader<OracleEvent> Open() => new Reader(input.Events);

        public override string ToString() => "a random stream";
    }

    private sealed class Reader(IReadOnlyList<OracleEvent> events) : SourceReader<OracleEvent>
    {
        private int next;

        public override ValueTask<bool> ReadAsync(SourceBatch<OracleEvent> batch, CancellationToken cancellationToken)
        {
            for (; next < events.Count && !batch.IsFull; next++)
            {
                if (events[next].Arrival is { } arrival)
                {
                    batch.AdvanceProcessingTime(arrival);
                }

                batch.Add(events[next], events[next].Time);
            }

            return new ValueTask<bool>(next < events.Count);
        }
    }
}
