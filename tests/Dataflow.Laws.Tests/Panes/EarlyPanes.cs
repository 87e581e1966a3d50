using Dataflow.Testing.Generation;
using Dataflow.Triggers;
using Dataflow.Windowing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Dataflow.Laws.Tests.Panes;

/// <summary>Groupings with early panes a delay of processing time after their first element: what has a layout of its own.</summary>
internal static class EarlyPanes
{
    public static Arbitrary<PipelineCase> Cases() => Arb.MapFilter(PipelineCase.Arbitrary(2), WithEarlyPanes, input => input.Pipeline.CanBeBuilt() && Groups(input).All(IsEarly));

    private static IEnumerable<GroupStep> Groups(PipelineCase input) => input.Pipeline.Steps.OfType<GroupStep>();

    private static bool IsEarly(GroupStep group) => group.Windowing is { Trigger: AfterWatermarkTrigger { Early: AfterProcessingTimeTrigger }, WindowFn: { IsMerging: false } };

    private static PipelineCase WithEarlyPanes(PipelineCase input)
    {
        // A case that is made smaller stays what it is otherwise.
        var random = new Random(input.Schedule.BatchSize + (int)input.Stream.Elements.Sum(element => (long)element.Value.Value.Length));
        return input with { Pipeline = new([.. input.Pipeline.Steps.Select(step => step is GroupStep group ? WithEarlyPanes(group, random) : step)]) };
    }

    private static GroupStep WithEarlyPanes(GroupStep group, Random random)
    {
        var windowing = group.Windowing;
        var windows = windowing.WindowFn.IsMerging || windowing.WindowFn is SlidingWindows ? NextWindows(random) : windowing.WindowFn;
        return group with
        {
            Windowing = windowing with
            {
                WindowFn = windows,
                Trigger = windowing.Trigger is AfterWatermarkTrigger { Early: AfterProcessingTimeTrigger } own
                    ? own
                    : Trigger.AfterWatermark(NextDelay(random), random.Next(3) == 0 ? null : Trigger.AfterCount(1)),
                AccumulationMode = random.Next(2) == 0 ? AccumulationMode.Accumulating : AccumulationMode.Discarding,
                AllowFinishingTrigger = true,
                ClosingBehavior = ClosingBehavior.FireIfNonEmpty,
                TimestampCombiner = TimestampCombiner.EndOfWindow,
            },
        };
    }

    private static WindowFn NextWindows(Random random) => random.Next(4) == 0 ? CustomWindows.Overlapping : FixedWindows.Of(Duration.FromSeconds(random.Next(1, 40)));

    // About as long as elements are apart.
    private static Trigger NextDelay(Random random)
    {
        var align = random.Next(2) == 0 ? Duration.FromMilliseconds(random.Next(1, 8_000)) : (Duration?)null;
        var offset = align is { } period && random.Next(2) == 0 ? Duration.FromTicks(random.NextInt64(period.BclCompatibleTicks)) : (Duration?)null;
        return Trigger.AfterProcessingTime(random.Next(4) == 0 ? null : Duration.FromMilliseconds(random.Next(12_000)), align, offset);
    }
}
