using Dataflow.Files;
using Dataflow.Testing.Generation;
using Dataflow.Watermarks;

namespace Dataflow.Laws.Tests.Panes;

public sealed class FileTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"dataflow-{Guid.NewGuid():N}.jsonl");

    public void Dispose() => File.Delete(path);

    [Fact]
    public void File_AsBatchAndAsStream_EndsWithTheSamePanes() => Law.Check("a file as batch = as a stream", ArrivalCase.Arbitrary(), input =>
    {
        var stream = input.Rearranged();
        var batch = Run(stream.WithSteps(stream.Elements), input.Batch, input.Schedule);
        var streamed = Run(stream, input.Pipeline, input.Schedule);
        Assert.Equal(FinalState.TextOf(batch), FinalState.TextOf(streamed));

        // What a stream prints is the recording that replays it.
        Outcome.AssertSame(EngineRun.Of(stream, input.Pipeline, input.Schedule, out _), streamed, "from a file");
        return input.Stream.Elements.Count();
    });

    private Outcome Run(EventStream<KV<string, string>> stream, GeneratedPipeline pipeline, Schedule schedule)
    {
        File.WriteAllText(path, stream.ToString());
        var rows = Recording.ReadRows(path, new RecordingOptions { TimeField = "time", Watermark = WatermarkPolicy.Recorded });
        return EngineRun.Of(p => p.Read(rows).Select(row => KV.Of(row["key"].GetString()!, row["value"].GetString()!)), pipeline, schedule, out _);
    }
}
