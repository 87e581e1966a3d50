using Dataflow.Running;
using Dataflow.Watermarks;
using Dataflow.Windowing;

namespace Dataflow.Tests.Running;

public sealed class LateFailureTests
{
    // The second takes the watermark past the first window, and the third is late there, but in time.
    private static readonly int[] Seconds = [3, 30, 7];

    /// <summary>One for each layout that takes late elements (17 of what was found, in the changelog).</summary>
    public static TheoryData<string> Windowings => new(
        "window fixed 10s, lateness 5m, accumulation discarding",
        "window sliding 10s every 5s, lateness 5m, accumulation discarding",
        "window fixed 10s, trigger AfterWatermark(early: AfterProcessingTime(delay: 1s), late: AfterCount(1)), lateness 5m, accumulation accumulating",
        "window fixed 10s, trigger AfterWatermark(early: AfterCount(1), late: AfterCount(1)), lateness 5m, accumulation accumulating");

    [Theory]
    [MemberData(nameof(Windowings))]
    public async Task RunAsync_KeyOfALateElementThrows_NamesTheStepAndTheElement(string windowing) => await AssertNamed(windowing, second => new Key(second), _ => 1);

    /// <summary>Where panes accumulate, a late element meets what was there.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task RunAsync_SumWithALateElementOverflows_NamesTheStepAndTheElement(int windowing) => await AssertNamed(Windowings.ElementAt(windowing).Data, _ => 0, second => second == 7 ? long.MaxValue : 1);

    /// <summary>What no window has any more is dropped before anyone asks for its key.</summary>
    [Theory]
    [InlineData("window fixed 10s, accumulation discarding")]
    [InlineData("window sliding 10s every 5s, accumulation discarding")]
    [InlineData("window fixed 10s, trigger AfterWatermark(early: AfterProcessingTime(delay: 1s)), accumulation accumulating")]
    [InlineData("window fixed 10s, trigger AfterWatermark(early: AfterCount(1)), accumulation accumulating")]
    public async Task RunAsync_KeyOfAnExpiredElementThrows_DropsTheElement(string windowing)
    {
        foreach (var size in new[] { 1, 2, 64 })
        {
            var late = 0;
            var pipeline = Pipeline.Build(p =>
            {
                var sums = p.Create([3, 30, 7, 31], second => Streams.At(second), WatermarkPolicy.Monotonic)
                    .WindowInto(WindowingStrategy.Parse(windowing))
                    .SumPerKey(second => new Key(second), _ => 1L, "Bad");
                sums.ForEachPane(_ => { });
                sums.Late.ForEach(_ => late++);
            });
            await pipeline.RunAsync(new RunOptions { BatchSize = size });
            Assert.Equal(windowing.Contains("sliding", StringComparison.Ordinal) ? 2 : 1, late);
        }
    }

    private static async Task AssertNamed<TKey>(string windowing, Func<int, TKey> key, Func<int, long> value)
        where TKey : notnull
    {
        foreach (var size in new[] { 1, 2, 64 })
        {
            var pipeline = Pipeline.Build(p => p.Create(Seconds, second => Streams.At(second), WatermarkPolicy.Monotonic)
                .WindowInto(WindowingStrategy.Parse(windowing))
                .SumPerKey(key, value, "Bad")
                .ForEachPane(_ => { }));
            var failure = await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync(new RunOptions { BatchSize = size }));
            Assert.Equal(("Bad", "7"), (failure.Step, failure.Element));
        }
    }

    private readonly record struct Key(int Second)
    {
        public override int GetHashCode() => Second == 7 ? throw new InvalidOperationException("no 7") : Second;
    }
}
