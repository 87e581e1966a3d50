using Dataflow.Triggers;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Testing.Generation;

/// <summary>Simpler windowings and triggers than one that breaks a law.</summary>
internal static class WindowingShrinking
{
    public static IEnumerable<WindowingStrategy> Shrink(WindowingStrategy strategy) => Simpler(strategy)
        .Where(simpler => simpler != strategy)
        .Select(simpler => simpler with { AllowFinishingTrigger = simpler.MayLoseElements });

    public static IEnumerable<Trigger> Shrink(Trigger trigger)
    {
        if (trigger is not DefaultTrigger)
        {
            yield return Trigger.Default;
        }

        foreach (var simpler in Parts(trigger).Concat(WithSimplerParts(trigger)))
        {
            yield return simpler;
        }
    }

    public static IEnumerable<WindowFn> Shrink(WindowFn windowFn) => Simpler(windowFn).Where(simpler => simpler != windowFn);

    private static IEnumerable<WindowFn> Simpler(WindowFn windowFn) => windowFn switch
    {
        FixedWindows f when f.Offset > Duration.Zero => [FixedWindows.Of(f.Size)],
        SlidingWindows s when s.Offset > Duration.Zero => [FixedWindows.Of(s.Size), SlidingWindows.Of(s.Size, s.Period)],
        SlidingWindows s => [FixedWindows.Of(s.Size)],
        SessionWindows s when s.MaxLength is not null => [SessionWindows.WithGap(s.Gap), s.IsInclusive ? SessionWindows.WithGap(s.Gap).Inclusive() : SessionWindows.WithGap(s.Gap)],
        SessionWindows { IsInclusive: true } s => [SessionWindows.WithGap(s.Gap)],
        CalendarWindows c => [GlobalWindows.Instance, CalendarWindows.Of(c.Unit), CalendarWindows.Of(c.Unit, c.Count)],
        _ => [],
    };

    private static IEnumerable<WindowingStrategy> Simpler(WindowingStrategy strategy)
    {
        foreach (var trigger in Shrink(strategy.Trigger))
        {
            yield return strategy with { Trigger = trigger };
        }

        foreach (var windowFn in Shrink(strategy.WindowFn))
        {
            yield return strategy with { WindowFn = windowFn };
        }

        yield return strategy with { AllowedLateness = Duration.Zero };
        yield return strategy with { AccumulationMode = AccumulationMode.Discarding };
        yield return strategy with { AccumulationMode = AccumulationMode.Accumulating };
        yield return strategy with { TimestampCombiner = TimestampCombiner.EndOfWindow };
        yield return strategy with { OnTimeBehavior = OnTimeBehavior.FireIfNonEmpty };
        yield return strategy with { ClosingBehavior = ClosingBehavior.FireIfNonEmpty };
    }

    private static IEnumerable<Trigger> Parts(Trigger trigger) => trigger switch
    {
        AfterWatermarkTrigger t => new[] { t.Early, t.Late }.OfType<Trigger>(),
        RepeatedlyTrigger t => [t.Repeated],
        OrFinallyTrigger t => [t.Main, t.Until],
        CompositeTrigger t => t.Triggers,
        _ => [],
    };

    private static IEnumerable<Trigger> WithSimplerParts(Trigger trigger) => trigger switch
    {
        AfterCountTrigger { Count: > 1 } t => [Trigger.AfterCount(1), Trigger.AfterCount(t.Count - 1)],
        AfterProcessingTimeTrigger t when t.Align is not null => [Trigger.AfterProcessingTime(t.Delay), Trigger.AfterProcessingTime(t.Delay, t.Align)],
        AfterProcessingTimeTrigger t when t.Delay > Duration.Zero => [Trigger.AfterProcessingTime()],
        AfterWatermarkTrigger t => ((IEnumerable<Trigger>)[Trigger.AfterWatermark(null, t.Late), Trigger.AfterWatermark(t.Early)])
            .Concat((t.Early is null ? [] : Shrink(t.Early)).Select(early => Trigger.AfterWatermark(early, t.Late)))
            .Concat((t.Late is null ? [] : Shrink(t.Late)).Select(late => Trigger.AfterWatermark(t.Early, late)))
            .Where(simpler => simpler != trigger),
        RepeatedlyTrigger t => Shrink(t.Repeated).Select(Trigger.Repeatedly),
        OrFinallyTrigger t => Shrink(t.Main).Select(main => Trigger.OrFinally(main, t.Until)).Concat(Shrink(t.Until).Select(until => Trigger.OrFinally(t.Main, until))),
        AfterFirstTrigger t => WithOneSimpler(t, Trigger.AfterFirst),
        AfterAllTrigger t => WithOneSimpler(t, Trigger.AfterAll),
        AfterEachTrigger t => WithOneSimpler(t, Trigger.AfterEach),
        _ => [],
    };

    private static IEnumerable<Trigger> WithOneSimpler(CompositeTrigger trigger, Func<Trigger[], Trigger> make)
    {
        for (var i = 0; i < trigger.Triggers.Count; i++)
        {
            if (trigger.Triggers.Count > 2)
            {
                yield return make([.. trigger.Triggers.Where((_, at) => at != i)]);
            }

            foreach (var simpler in Shrink(trigger.Triggers[i]))
            {
                yield return make([.. trigger.Triggers.Select((other, at) => at == i ? simpler : other)]);
            }
        }
    }
}
