using Dataflow.Running;
using Dataflow.Watermarks;
using Dataflow.Windowing;

namespace Dataflow.Tests.Running;

/// <summary>Keys are found for many elements at once: of two that fail near each other the first is named, however it fails.</summary>
public sealed class FoldFailureTests
{
    private const int Overflows = 1;
    private const int HasNoHash = 2;

    // A hundred elements are of a second, and nothing stands between them but behind the first.
    private const int First = 320;

    public static TheoryData<string> Windowings => new(
        "window fixed 10s, accumulation discarding",
        "window sliding 10s every 5s, accumulation discarding",
        "window fixed 10s, trigger AfterWatermark(early: AfterProcessingTime(delay: 1s), late: AfterCount(1)), accumulation accumulating",
        "window fixed 10s, trigger AfterWatermark(early: AfterCount(100)), accumulation accumulating");

    [Theory]
    [MemberData(nameof(Windowings))]
    public async Task RunAsync_SumOverflowsBeforeAKeyThrows_NamesTheFirst(string windowing) => await AssertNamed(windowing, overflow: First, noHash: First + 10, isOverflow: true);

    [Theory]
    [MemberData(nameof(Windowings))]
    public async Task RunAsync_KeyThrowsBeforeASumOverflows_NamesTheFirst(string windowing) => await AssertNamed(windowing, overflow: First + 10, noHash: First, isOverflow: false);

    private static async Task AssertNamed(string windowing, int overflow, int noHash, bool isOverflow)
    {
        foreach (var size in new[] { 1, 7, 4096 })
        {
            var elements = Enumerable.Range(0, 400).Select(place => new Item(place, place == overflow ? Overflows : place == noHash ? HasNoHash : 0)).ToArray();
            var pipeline = Pipeline.Build(p => p.Create(elements, item => Streams.At(item.Place / 100), WatermarkPolicy.Monotonic)
                .WindowInto(WindowingStrategy.Parse(windowing))
                .SumPerKey(item => new Key(item.Place % 10, item.Kind), item => item.Kind == Overflows ? long.MaxValue : 1L, "Bad")
                .ForEachPane(_ => { }));
            var failure = await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync(new RunOptions { BatchSize = size }));
            Assert.Equal(("Bad", elements[First].ToString()), (failure.Step, failure.Element));
            Assert.Equal(isOverflow, failure.InnerException is OverflowException);
        }
    }

    private readonly record struct Item(int Place, int Kind);

    private readonly record struct Key(int Number, int Kind)
    {
        public bool Equals(Key other) => other.Number == Number;

        public override int GetHashCode() => Kind == HasNoHash ? throw new InvalidOperationException("no hash") : Number;
    }
}
