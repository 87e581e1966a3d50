using Dataflow.Files;
using Dataflow.Triggers;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Laws.Tests.Files;

/// <summary>What came of reading a recording: its rows and the panes of a small pipeline over them, up to the fault if there is one.</summary>
internal sealed record RecordingRead(IReadOnlyList<WindowedValue<Row>> Rows, IReadOnlyList<string> Panes, IReadOnlyList<string> Late, RecordingException? Fault)
{
    /// <summary>The rows with their times and arrivals.</summary>
    public IEnumerable<string> Texts => Rows.Select(row => $"{row.Value} at {row.Timestamp.ToUnixTimeTicks()}, arrived {row.ProcessingTime.ToUnixTimeTicks()}");

    public static RecordingOptions Options { get; } = new() { TimeField = "at", Watermark = WatermarkPolicy.Monotonic };

    /// <summary>Reads a file; whatever else than a <see cref="RecordingException"/> is thrown comes through.</summary>
    public static RecordingRead Of(string path, RecordingOptions options, IReadOnlyList<string>? fields = null, bool withPanes = false)
    {
        var (rows, panes, late) = (new List<WindowedValue<Row>>(), new List<WindowedValue<KV<string, long>>>(), new List<LateElement<Row>>());
        var pipeline = Pipeline.Build(p =>
        {
            var collection = p.Read(Recording.ReadRows(path, options, fields));
            collection.ToList(rows);
            if (withPanes)
            {
                var counts = collection.WindowInto(Windowing).CountPerKey(row => row.Json.Length % 2 == 0 ? "even" : "odd");
                counts.ToList(panes);
                counts.Late.ToList(late);
            }
        });
        var fault = FaultOf(pipeline);
        return new RecordingRead(rows, [.. panes.Select(pane => $"{pane}")], [.. late.Select(element => $"{element}")], fault);
    }

    /// <summary>The fault at which a pipeline ends, if it does.</summary>
    public static RecordingException? FaultOf(Pipeline pipeline)
    {
        try
        {
            pipeline.RunAsync().GetAwaiter().GetResult();
            return null;
        }
        catch (RecordingException e)
        {
            return e;
        }
    }

    // Each element brings a pane at once, unless it is so late that it is dropped.
    private static WindowingStrategy Windowing { get; } = FixedWindows.Of(Duration.FromSeconds(5))
        .Triggering(Trigger.AfterWatermark(early: Trigger.AfterCount(1), late: Trigger.AfterCount(1)))
        .WithAllowedLateness(Duration.FromDays(1)).AccumulatingFiredPanes();
}
