using Dataflow.Sinks;
using Dataflow.Sources;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Examples.Tests.Snippets;

public sealed class ConnectorSnippets : SnippetTests
{
    [Fact]
    [Shows("guide-connectors")]
    public async Task OwnSourceAndSink()
    {
        // snippet: guide-connectors
        var pipeline = Pipeline.Build(p => p
            .Read(new Thermometer(count: 4), "Thermometer")
            .WindowInto(FixedWindows.Of(Duration.FromMinutes(2)))
            .MeanPerKey(_ => "hall", celsius => celsius)
            .WriteTo(new Log<KV<string, double>>(Console), "Log"));
        // end
        await pipeline.RunAsync();
        ShowsConsole("guide-connectors");
    }
}

// snippet: guide-source
/// <summary>A reading a minute, with a watermark of its own.</summary>
public sealed class Thermometer(int count) : Source<double>
{
    public override WatermarkPolicy Watermark => WatermarkPolicy.Recorded;

    public override SourceReader<double> Open() => new Reader(count);

    public override string ToString() => $"a thermometer, {count} readings";

    private sealed class Reader(int count) : SourceReader<double>
    {
        private static readonly Instant First = Instant.FromUtc(2026, 3, 1, 12, 0);
        private int next;

        public override ValueTask<bool> ReadAsync(SourceBatch<double> batch, CancellationToken cancellationToken)
        {
            for (; next < count && !batch.IsFull; next++)
            {
                var time = First + Duration.FromMinutes(next);
                batch.AdvanceProcessingTime(time);
                batch.Add(20.5 + next, time);
                batch.AdvanceWatermark(time);
            }

            return new ValueTask<bool>(next < count);
        }
    }
}
// end

// snippet: guide-sink
/// <summary>A line of text for each element.</summary>
public sealed class Log<T>(TextWriter writer) : Sink<T>
{
    public override SinkWriter<T> Open() => new Writer(writer);

    public override string ToString() => "a log";

    private sealed class Writer(TextWriter writer) : SinkWriter<T>
    {
        public override void Write(in WindowedValue<T> element) => writer.WriteLine($"{element.ProcessingTime:HH:mm} {element}");

        public override async ValueTask FlushAsync(CancellationToken cancellationToken) => await writer.FlushAsync(cancellationToken);
    }
}
// end
