using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Laws.Tests.Panes;

public sealed class FixedAndSlidingTests
{
    [Fact]
    public void Sliding_WhosePeriodIsTheSize_GivesThePanesOfFixed() => Law.Check("fixed = sliding with period = size", GroupingCase.Arbitrary(), input =>
    {
        var random = new Random(input.Stream.Steps.Count);
        var size = Duration.FromSeconds(random.Next(1, 15));
        var offset = Duration.FromTicks(random.NextInt64(size.BclCompatibleTicks));
        var mode = (AccumulationMode)random.Next(3);
        Outcome With(WindowFn windowFn) => (input with { Windowing = input.Windowing with { WindowFn = windowFn } }).Run(mode);
        Outcome.AssertSame(With(FixedWindows.Of(size, offset)), With(SlidingWindows.Of(size, size, offset)), "in sliding windows");
        return input.Stream.Elements.Count();
    });
}
