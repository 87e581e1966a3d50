using System.IO.Pipelines;
using System.Text;
using Dataflow.Watermarks;

namespace Dataflow.Files.Tests;

public sealed class StandardInputTests : IDisposable
{
    private readonly Pipe pipe = new();
    private readonly TestFiles files = new();

    private RecordingOptions Options => new()
    {
        TimeField = "at",
        Watermark = WatermarkPolicy.Monotonic,
        StandardInput = () => pipe.Reader.AsStream(),
    };

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task ReadAsync_NoCompleteLineAtHand_ReturnsWhatThereIs()
    {
        var reader = Recording.Read(["-"], Options, new NumberBinder("points")).Open();
        await WriteAsync("{\"at\":1,\"points\":1}\n{\"at\":2,\"points\":2}\n{\"at\":3,");
        Assert.Equal(["1@1970-01-01T00:00:00.001Z", "2@1970-01-01T00:00:00.002Z"], await LogAsync(reader));

        await WriteAsync("\"points\":3}\n{\"$watermark\":4}\n");
        Assert.Equal(["3@1970-01-01T00:00:00.003Z", "W 1970-01-01T00:00:00.004Z"], await LogAsync(reader));

        await WriteAsync("{\"$watermark\":5}\n");
        Assert.Equal(["W 1970-01-01T00:00:00.005Z"], await LogAsync(reader));

        await WriteAsync("{\"at\":6,\"points\":6}");
        await pipe.Writer.CompleteAsync();
        Assert.Equal(["6@1970-01-01T00:00:00.006Z"], (await Replay.AllAsync(reader)).Log);
    }

    [Fact]
    public async Task ReadAsync_CancelledWhileWaiting_ThrowsAndCanGoOn()
    {
        var source = Recording.Read(["-"], Options, new NumberBinder("points"));
        Assert.False(source.IsRepeatable);
        var reader = source.Open();
        using (var cancellation = new CancellationTokenSource())
        {
            var waiting = reader.ReadAsync(Replay.NewBatch<Number>(10), cancellation.Token).AsTask();
            Assert.False(waiting.IsCompleted);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        await WriteAsync("{\"at\":1,\"points\":1}\n");
        await pipe.Writer.CompleteAsync();
        Assert.Single((await Replay.AllAsync(reader)).Values);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await source.Open().ReadAsync(Replay.NewBatch<Number>(10), default));
    }

    [Fact]
    public async Task ReadAsync_FileBefore_IsDeliveredWithoutWaiting()
    {
        var file = files.Write("e.jsonl", "{\"at\":1,\"points\":1}");
        var progress = new RecordingProgress();
        var reader = Recording.Read([file, "-"], Options with { Progress = progress }, new NumberBinder("points")).Open();
        Assert.Single(await LogAsync(reader));
        Assert.Null(progress.TotalBytes);
        await pipe.Writer.CompleteAsync();
        Assert.Empty((await Replay.AllAsync(reader)).Log);
    }

    [Fact]
    public async Task Watermark_NotSaid_ReadsAheadOnlyToTheFirstRecord()
    {
        var taken = System.Threading.Channels.Channel.CreateUnbounded<WindowedValue<Number>>();
        var run = Pipeline.Build(p => p.Read(Recording.Read(["-"], Options with { Watermark = null }, new NumberBinder("points"))).WriteTo(taken.Writer)).RunAsync();
        await WriteAsync("{\"at\":1,\"points\":1}\n{\"$watermark\":2}\n{\"at\":3,");
        Assert.Equal(1, (await taken.Reader.ReadAsync()).Value);
        await WriteAsync("\"points\":3}\n");
        var live = await taken.Reader.ReadAsync();
        Assert.Equal((3, 2), (live.Value, live.Watermark.ToUnixTimeMilliseconds()));
        await pipe.Writer.CompleteAsync();
        await run;
    }

    [Fact]
    public async Task Watermark_NotSaidAndNotRecorded_HoldsTheInput()
    {
        var taken = new List<WindowedValue<Number>>();
        var run = Pipeline.Build(p => p.Read(Recording.Read(["-"], Options with { Watermark = null, BlockSize = 10 }, new NumberBinder("points"))).ToList(taken)).RunAsync();
        await WriteAsync(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{{\"at\":{i},\"points\":{i}}}\n")));
        await pipe.Writer.CompleteAsync();
        await run;
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => (Number)i), taken.Select(e => e.Value));
        Assert.All(taken, e => Assert.Equal(e.Timestamp, e.Watermark));
    }

    private static async Task<List<string>> LogAsync(Sources.SourceReader<Number> reader)
    {
        var batch = Replay.NewBatch<Number>(10);
        Assert.True(await reader.ReadAsync(batch, default));
        var replayed = new Replayed<Number>();
        replayed.Take(batch);
        return replayed.Log;
    }

    private async Task WriteAsync(string text) => await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));
}
