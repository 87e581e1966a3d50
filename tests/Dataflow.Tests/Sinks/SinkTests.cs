using System.Threading.Channels;
using Dataflow.Running;
using Dataflow.Sinks;

namespace Dataflow.Tests.Sinks;

public sealed class SinkTests
{
    private static readonly int[] Numbers = [.. Enumerable.Range(0, 5000)];

    [Fact]
    public async Task StreamAsync_SlowReader_GetsAllInOrder()
    {
        var output = new List<int>();
        await foreach (var element in PipelineRunning.StreamAsync(p => p.Create(Numbers).Where(n => n % 2 == 0)))
        {
            output.Add(element.Value);
            await Task.Yield();
        }

        Assert.Equal(Numbers.Where(n => n % 2 == 0), output);
    }

    [Fact]
    public async Task StreamAsync_ReaderStopsEarly_StopsTheRun()
    {
        var passed = 0;
        await foreach (var element in PipelineRunning.StreamAsync(p => p.Create(Enumerable.Range(0, 1_000_000).ToArray()).Select(n => passed = n)))
        {
            if (element.Value == 10)
            {
                break;
            }
        }

        Assert.InRange(passed, 10, 10_000);
    }

    [Fact]
    public async Task StreamAsync_RunFails_ThrowsAtTheReader()
    {
        var failure = await Assert.ThrowsAsync<StepFailedException>(async () =>
        {
            await foreach (var _ in PipelineRunning.StreamAsync(p => p.Create(Numbers).Select(n => n == 3000 ? throw new InvalidOperationException() : n)))
            {
            }
        });
        Assert.Equal("3000", failure.Element);
    }

    [Fact]
    public async Task WriteTo_FullChannel_HoldsTheRunBack()
    {
        var channel = Channel.CreateBounded<WindowedValue<int>>(10);
        var passed = 0;
        var run = Pipeline.Build(p => p.Create(Numbers).Select(n => passed = n).WriteTo(channel.Writer)).RunAsync(new RunOptions { BatchSize = 20 });
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(i, (await channel.Reader.ReadAsync()).Value);
        }

        Assert.False(run.IsCompleted);
        Assert.InRange(passed, 99, 200);
        await foreach (var element in channel.Reader.ReadAllAsync())
        {
            if (element.Value == Numbers[^1])
            {
                break;
            }
        }

        await run;
    }

    [Fact]
    public async Task WriteTo_SinkOfTheUser_IsOpenedFlushedCompletedAndDisposed()
    {
        var sink = new LoggingSink();
        await Pipeline.Build(p => p.Create(new[] { 1, 2, 3 }).WriteTo(sink)).RunAsync(new RunOptions { BatchSize = 2 });
        Assert.Equal(["open", "1", "2", "flush", "3", "flush", "complete", "dispose"], sink.Log);
    }

    [Fact]
    public async Task WriteTo_RunFails_DisposesWithoutCompleting()
    {
        var sink = new LoggingSink();
        var pipeline = Pipeline.Build(p => p.Create(new[] { 1, 2, 3 }).Select(n => n == 3 ? throw new InvalidOperationException() : n).WriteTo(sink));
        await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync(new RunOptions { BatchSize = 2 }));
        Assert.Equal(["open", "1", "2", "flush", "dispose"], sink.Log);
    }

    private sealed class LoggingSink : Sink<int>
    {
        public List<string> Log { get; } = [];

        public override SinkWriter<int> Open()
        {
            Log.Add("open");
            return new Writer(Log);
        }

        public override string ToString() => "a log";

        private sealed class Writer(List<string> log) : SinkWriter<int>
        {
            public override void Write(in WindowedValue<int> element) => log.Add($"{element.Value}");

            public override ValueTask FlushAsync(CancellationToken cancellationToken) => Say("flush");

            public override ValueTask CompleteAsync(CancellationToken cancellationToken) => Say("complete");

            public override ValueTask DisposeAsync() => Say("dispose");

            private ValueTask Say(string text)
            {
                log.Add(text);
                return ValueTask.CompletedTask;
            }
        }
    }
}
