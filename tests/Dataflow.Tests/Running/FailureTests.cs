using Dataflow.Running;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Running;

public sealed class FailureTests
{
    private static readonly int[] Numbers = [.. Enumerable.Range(1, 100)];

    public static TheoryData<string, Func<PCollection<int>, PCollection<int>>> Steps => new()
    {
        { "Select", c => c.Select(n => n == 42 ? throw new InvalidOperationException("no 42") : n, "Bad") },
        { "Where", c => c.Where(n => n == 42 ? throw new InvalidOperationException("no 42") : true, "Bad") },
        { "SelectMany", c => c.SelectMany(n => n == 42 ? throw new InvalidOperationException("no 42") : new[] { n }, "Bad") },
        { "SelectMany lazily", c => c.SelectMany(Lazily, "Bad") },
        { "ParDo", c => c.ParDo<int, int>((e, emit) => emit(e.Value == 42 ? throw new InvalidOperationException("no 42") : e.Value), "Bad") },
        { "WithTimestamps", c => c.WithTimestamps(n => n == 42 ? throw new InvalidOperationException("no 42") : Streams.At(n), "Bad") },
        { "Partition", c => c.Partition(1, n => n == 42 ? throw new InvalidOperationException("no 42") : 0, "Bad")[0] },
        { "key", c => c.SumPerKey(n => n == 42 ? throw new InvalidOperationException("no 42") : n, n => n, "Bad").Select(pair => pair.Value) },
        { "value", c => c.SumPerKey(n => n % 7, n => n == 42 ? throw new InvalidOperationException("no 42") : n, "Bad").Select(pair => pair.Value) },
        { "ForEach", c => c.ForEach(n => _ = n == 42 ? throw new InvalidOperationException("no 42") : n, "Bad") },
        { "ForEachPane", c => c.ForEachPane(e => _ = e.Value == 42 ? throw new InvalidOperationException("no 42") : 0, "Bad") },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task RunAsync_FunctionThrows_NamesTheStepAndTheElement(string kind, Func<PCollection<int>, PCollection<int>> step)
    {
        foreach (var options in Schedules.All)
        {
            var pipeline = Pipeline.Build(p => step(p.Create(Numbers, n => Streams.At(n))).ForEach(_ => { }, "Sink"));
            var failure = await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync(options));

            Assert.Equal(("Bad", "42"), (failure.Step, failure.Element));
            Assert.Contains("'Bad' failed at the element 42: no 42", failure.Message, StringComparison.Ordinal);
            Assert.IsType<InvalidOperationException>(failure.InnerException);
            Assert.NotEmpty(kind);
        }
    }

    [Fact]
    public async Task RunAsync_SumOverflows_NamesTheStepAndTheElement()
    {
        var pipeline = Pipeline.Build(p => p.Create(new[] { long.MaxValue, 1L }).SumPerKey(_ => "all", n => n, "Total").ForEach(_ => { }));

        var failure = await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync());

        Assert.Equal(("Total", "1"), (failure.Step, failure.Element));
        Assert.IsType<OverflowException>(failure.InnerException);
    }

    [Fact]
    public async Task RunAsync_TimestampThrows_NamesTheSourceAndTheElement()
    {
        var pipeline = Pipeline.Build(p => p.Create(Numbers, n => n == 42 ? throw new InvalidOperationException("no 42") : Streams.At(n), name: "Numbers").ForEach(_ => { }));

        var failure = await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync());

        Assert.Equal(("Numbers", "42"), (failure.Step, failure.Element));
    }

    [Fact]
    public async Task RunAsync_ElementAtTheEndOfTime_IsRefused()
    {
        var pipeline = Pipeline.Build(p => p.Create(Numbers, _ => Instant.MaxValue, name: "Numbers").ForEach(_ => { }));

        var failure = await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync());

        Assert.Contains("event time", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Fails_KeepsWhatSinksTookBefore()
    {
        var taken = new List<int>();
        var pipeline = Pipeline.Build(p => p.Create(Numbers).Select(n => n == 42 ? throw new InvalidOperationException() : n).ToList(taken));

        await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync(new RunOptions { BatchSize = 10 }));

        Assert.Equal(Numbers.Take(40), taken);
    }

    [Fact]
    public async Task RunAsync_Cancelled_StopsWithoutFiringWhatIsOpen()
    {
        using var stop = new CancellationTokenSource();
        var fired = new List<KV<int, int>>();
        var pipeline = Pipeline.Build(p => p.FromAsyncEnumerable(Endless(), n => Streams.At(n), WatermarkPolicy.Monotonic)
            .WindowInto(FixedWindows.Of(Duration.FromSeconds(10)))
            .SumPerKey(_ => 0, _ => 1)
            .ForEach(sum =>
            {
                fired.Add(sum);
                if (fired.Count == 3)
                {
                    stop.Cancel();
                }
            }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pipeline.RunAsync(new RunOptions { BatchSize = 1 }, stop.Token));

        Assert.Equal(3, fired.Count);
        Assert.All(fired, sum => Assert.Equal(10, sum.Value));
    }

    [Fact]
    public async Task RunAsync_CancelledWhileTheSourceWaits_StopsAtOnce()
    {
        using var stop = new CancellationTokenSource();
        var taken = new List<int>();
        var pipeline = Pipeline.Build(p => p.FromAsyncEnumerable(ThenNever(), n => Streams.At(n), WatermarkPolicy.Monotonic).ToList(taken));

        var run = pipeline.RunAsync(cancellationToken: stop.Token);
        while (taken.Count < 3)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal([1, 2, 3], taken);
    }

    [Theory]
    [InlineData("enumerable", false)]
    [InlineData("enumerable", true)]
    [InlineData("async", false)]
    [InlineData("async", true)]
    public async Task RunAsync_SequenceThrows_NamesThePlaceAfterWhatCameBefore(string kind, bool isPerfect)
    {
        var watermark = isPerfect ? WatermarkPolicy.Perfect : WatermarkPolicy.Monotonic;
        var (sums, taken) = (new List<int>(), new List<int>());
        var pipeline = Pipeline.Build(p =>
        {
            var numbers = kind == "async"
                ? p.FromAsyncEnumerable(Asynchronously(Breaking()), n => Streams.At(n), watermark, isBounded: true, name: "Numbers")
                : p.FromEnumerable(Breaking(), n => Streams.At(n), watermark, name: "Numbers");
            numbers.ToList(taken).WindowInto(FixedWindows.Of(Duration.FromSeconds(10))).SumPerKey(_ => 0, n => n).Select(sum => sum.Value).ToList(sums);
        });

        var failure = await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync(new RunOptions { BatchSize = 3 }));

        Assert.Equal("Numbers", failure.Step);
        Assert.StartsWith("number 25", failure.Element, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(failure.InnerException);
        Assert.Equal([45, 145], sums);
        Assert.Equal(Enumerable.Range(0, 25), taken);
    }

    private static IEnumerable<int> Breaking()
    {
        for (var n = 0; n < 25; n++)
        {
            yield return n;
        }

        throw new InvalidOperationException("broken");
    }

    private static async IAsyncEnumerable<int> Asynchronously(IEnumerable<int> numbers)
    {
        foreach (var n in numbers)
        {
            await Task.Yield();
            yield return n;
        }
    }

    private static IEnumerable<int> Lazily(int n)
    {
        yield return n;
        if (n == 42)
        {
            throw new InvalidOperationException("no 42");
        }
    }

    private static async IAsyncEnumerable<int> Endless()
    {
        for (var n = 0; ; n++)
        {
            await Task.Yield();
            yield return n;
        }
    }

    private static async IAsyncEnumerable<int> ThenNever()
    {
        yield return 1;
        yield return 2;
        yield return 3;
        await new TaskCompletionSource().Task;
    }
}
