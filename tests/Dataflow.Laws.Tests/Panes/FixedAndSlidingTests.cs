using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Laws.Tests.Panes;

public sealed class FixedAndSlidingTests
{
    [Fact]
    public void Sliding_WhosePeriodIsTheSize_GivesThePanesOfFixed() => Law.Check("fixed = sliding with period = size", GroupingCase.Arbitrary(windowFns: NextFixed), input =>
    {
        var windows = (FixedWindows)input.Windowing.WindowFn;
        var sliding = input with { Windowing = input.Windowing with { WindowFn = SlidingWindows.Of(windows.Size, windows.Size, windows.Offset) } };
        var mode = input.Windowing.AccumulationMode!.Value;
        Outcome.AssertSame(input.Run(mode), sliding.Run(mode), "in sliding windows");
        return input.Stream.Elements.Count();
    });

    private static FixedWindows NextFixed(Random random)
    {
        var size = Duration.FromSeconds(random.Next(1, 15));
        return FixedWindows.Of(size, Duration.FromTicks(random.NextInt64(size.BclCompatibleTicks)));
    }
}
