using Dataflow.Combining;
using Dataflow.Running;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Running;

/// <summary>Pipelines in which the number of workers or the size of batches once showed.</summary>
public sealed class ScheduleTests
{
    private static readonly IReadOnlyList<Streams.Reading> Input = Streams.Random(count: 900, keys: 7, disorder: 40, seed: 21);
    private static readonly IReadOnlyList<Streams.Reading> Other = Streams.Random(count: 500, keys: 5, disorder: 60, seed: 22);
    private static readonly WatermarkPolicy Tight = WatermarkPolicy.Bounded(Duration.FromSeconds(6));

    [Fact]
    public void SelectMany_PastTheSizeOfABatchBeforeAGrouping_IsTheSame() =>
        NotEmpty(p => p.Create(Input, e => e.Time, Tight)
            .SelectMany(e => Enumerable.Range(0, 5).Select(i => e with { Value = i }))
            .WindowInto(Seconds(10)).SumPerKey(e => e.Key, e => e.Value));

    [Fact]
    public void ParDo_PastTheSizeOfABatchBeforeAGrouping_IsTheSame() =>
        NotEmpty(p => p.Create(Input, e => e.Time, Tight)
            .ParDo(e => Enumerable.Repeat(e.Value, 9))
            .WindowInto(Seconds(10)).CountPerKey(e => e.Key));

    [Fact]
    public void Flatten_OfGroupingsOfTwoSources_IsTheSame() =>
        NotEmpty(p => p.Create(Input, e => e.Time, Tight).WindowInto(Seconds(5)).SumPerKey(e => e.Key, e => e.Value)
            .Flatten(p.Create(Other, e => e.Time).WindowInto(Seconds(5)).SumPerKey(e => e.Key, e => e.Value))
            .WindowInto(Seconds(30)).CombinePerKey(sum => sum.Value % 3, sum => sum, Combine.List<KV<string, long>>())
            .Select(Text));

    [Theory]
    [InlineData(TimestampCombiner.Earliest)]
    [InlineData(TimestampCombiner.Latest)]
    public void WindowInto_AfterPanesWithTimesOfElements_IsTheSame(TimestampCombiner combiner) =>
        NotEmpty(p => p.Create(Input, e => e.Time, Tight)
            .WindowInto(Seconds(10).WithTimestampCombiner(combiner)).SumPerKey(e => e.Key, e => e.Value)
            .WindowInto(Seconds(7)).CombinePerKey(sum => sum.Value % 2, sum => sum, Combine.List<KV<string, long>>())
            .Select(Text));

    [Fact]
    public void Flatten_OfTwoGroupingsOfOneSource_IsTheSame() =>
        NotEmpty(p =>
        {
            var readings = p.Create(Input, e => e.Time, Tight).WindowInto(Seconds(10).WithTimestampCombiner(TimestampCombiner.Earliest));
            return readings.SumPerKey(e => e.Key, e => e.Value).Flatten(readings.SumPerKey(e => $"{e.Value % 3}", e => e.Value))
                .CombinePerKey(_ => 0, sum => sum, Combine.List<KV<string, long>>())
                .Select(Text);
        });

    [Fact]
    public void Grouping_ThreeTimesBehindAFlattenOfOneGroupingWithItself_IsTheSame() =>
        NotEmpty(p =>
        {
            var sums = p.Create(Input, e => e.Time, Tight).WindowInto(Seconds(10)).SumPerKey(e => e.Key, e => e.Value);
            var late = sums.Late.Select(e => KV.Of(e.Value.Key, 1L)).WindowInto(Seconds(10));
            return sums.Flatten(sums, late)
                .CountPerKey(sum => sum.Key)
                .CombinePerKey(count => count.Value, count => count.Key, Combine.List<string>())
                .CombinePerKey(_ => 0, list => $"{list.Key}:{string.Join("+", list.Value)}", Combine.List<string>())
                .Select(list => string.Join(" ", list.Value));
        });

    [Fact]
    public async Task RunAsync_SourceFails_GivesTheSameOutputBefore()
    {
        List<KV<string, long>>? first = null;
        foreach (var options in Schedules.All)
        {
            var sums = new List<KV<string, long>>();
            var pipeline = Pipeline.Build(p => p.FromEnumerable(Breaking(), e => e.Time, Tight).WindowInto(Seconds(10)).SumPerKey(e => e.Key, e => e.Value).ToList(sums));
            await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync(options));
            first ??= sums;
            Assert.NotEmpty(sums);
            Assert.Equal(first, sums);
        }
    }

    /// <summary>A function of a later batch fails while workers are at an earlier one that does (18 of what was found, in the changelog).</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task RunAsync_TwoStepsFail_TheFirstElementIsReported(int workers)
    {
        foreach (var mergesExactly in new[] { false, true })
        {
            var sum = Combine.From<long, long, long>("slow", () => 0, (sum, value) => value == 31 ? Fails() : sum + value, (a, b) => a + b, sum => sum, mergesExactly: mergesExactly);
            var pipeline = Pipeline.Build(p => p.Create(Enumerable.Range(0, 100).ToArray())
                .Select(n => n == 52 ? throw new FormatException() : n)
                .CombinePerKey(n => n % 5, n => (long)n, sum)
                .ForEach(_ => { }));

            var failure = await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync(new RunOptions { Parallelism = workers, BatchSize = 10 }));

            Assert.Equal("31", failure.Element);
        }

        static long Fails()
        {
            Thread.Sleep(20);
            throw new FormatException();
        }
    }

    [Fact]
    public async Task RunAsync_AFunctionFails_GivesWhatOneWorkerGaveBefore()
    {
        Assert.Equal(await Run(1), await Run(3));

        static async Task<List<string>> Run(int workers)
        {
            var lists = new List<string>();
            var pipeline = Pipeline.Build(p => p.Create(Enumerable.Range(0, 100).ToArray(), n => Instant.FromUnixTimeSeconds(n), WatermarkPolicy.Monotonic)
                .Select(n => n == 77 ? throw new FormatException() : n)
                .WindowInto(FixedWindows.Of(Duration.FromSeconds(4)))
                .CombinePerKey(n => n % 3, Slowly, Combine.List<int>())
                .Select(list => $"{list.Key}: {string.Join(' ', list.Value)}")
                .ToList(lists));
            await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync(new RunOptions { Parallelism = workers, BatchSize = 10 }));
            Assert.True(lists.Count > 30);
            return lists;
        }

        // So that the function fails while workers are at batches before it.
        static int Slowly(int n)
        {
            Thread.Sleep(1);
            return n;
        }
    }

    [Fact]
    public async Task RunAsync_AWorkerFails_CallsNothingAfterwards()
    {
        var calls = 0;
        var pipeline = Pipeline.Build(p => p.Create(Input, e => e.Time)
            .CombinePerKey(e => e.Key, e => e.Value, Combine.From<long, long, long>(
                "failing",
                () => 0,
                (sum, value) => Interlocked.Increment(ref calls) == 50 ? throw new InvalidOperationException() : sum + value,
                (a, b) => a + b,
                sum => sum))
            .ForEach(_ => { }));

        await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync(new RunOptions { Parallelism = 3, BatchSize = 10 }));

        var after = Volatile.Read(ref calls);
        await Task.Delay(50);
        Assert.Equal(after, Volatile.Read(ref calls));
    }

    [Fact]
    public async Task RunAsync_CancelledInALargeFiring_StopsInIt()
    {
        using var stop = new CancellationTokenSource();
        var taken = 0;
        var pipeline = Pipeline.Build(p => p.Create(Enumerable.Range(0, 10_000).ToArray()).CountPerKey(n => n).ForEach(_ =>
        {
            taken++;
            stop.Cancel();
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pipeline.RunAsync(new RunOptions { BatchSize = 100 }, stop.Token));

        Assert.Equal(100, taken);
    }

    [Fact]
    public async Task RunAsync_FunctionThrowsACancellationOfItsOwn_IsAFailure()
    {
        var pipeline = Pipeline.Build(p => p.Create(Input).Select(int (_) => throw new TaskCanceledException("timed out"), "Slow").ForEach(_ => { }));
        var failure = await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync());
        Assert.Equal("Slow", failure.Step);
    }

    [Fact]
    public void Flatten_OfDifferentLateness_TakesTheGreatest()
    {
        var pipeline = new PipelineBuilder();
        var none = pipeline.Create(Input, e => e.Time).WindowInto(Seconds(10));
        var some = pipeline.Create(Input, e => e.Time).WindowInto(Seconds(10).WithAllowedLateness(Duration.FromSeconds(9)).DiscardingFiredPanes());

        Assert.Equal(some.Windowing, none.Flatten(some).Windowing);
        Assert.Equal(some.Windowing, some.Flatten(none).Windowing);
    }

    private static FixedWindows Seconds(int size) => FixedWindows.Of(Duration.FromSeconds(size));

    private static string Text<TKey>(KV<TKey, IReadOnlyList<KV<string, long>>> list) => $"{list.Key}: {string.Join(" ", list.Value)}";

    private static void NotEmpty<T>(Func<PipelineBuilder, PCollection<T>> describe) => Assert.NotEmpty(Schedules.Run(describe));

    private static IEnumerable<Streams.Reading> Breaking()
    {
        foreach (var reading in Input.Take(777))
        {
            yield return reading;
        }

        throw new InvalidOperationException("broken");
    }
}
