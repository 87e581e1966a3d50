using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Testing.Generation;

/// <summary>Window functions of every kind that has a text. <paramref name="span"/> gives spans of at least so many ticks.</summary>
internal sealed class RandomWindowFn(Random random, Func<int, Duration> span)
{
    private static readonly string[] ZoneIds = [.. DateTimeZoneProviders.Tzdb.Ids];

    public WindowFn Next() => random.Next(9) switch
    {
        0 => GlobalWindows.Instance,
        1 or 2 => NextFixed(),
        3 or 4 => NextSliding(),
        5 => NextCalendar(),
        _ => NextSession(),
    };

    private FixedWindows NextFixed()
    {
        var size = span(1);
        return FixedWindows.Of(size, NextOffset(size));
    }

    private SlidingWindows NextSliding()
    {
        var size = span(1);
        var period = Duration.Max(span(1), Duration.FromTicks(((size.BclCompatibleTicks - 1) / 20) + 1));
        return SlidingWindows.Of(size, period, NextOffset(period));
    }

    private SessionWindows NextSession()
    {
        var session = SessionWindows.WithGap(span(1));
        session = random.Next(2) == 0 ? session : session.Inclusive();
        return random.Next(3) > 0 ? session : session.WithMaxLength(Duration.FromTicks(Math.Min(TickTime.MaxSpan, TickTime.OfSpan(session.Gap) + Math.Min(TickTime.OfSpan(span(0)), long.MaxValue - TickTime.MaxSpan))));
    }

    private CalendarWindows NextCalendar()
    {
        var calendar = CalendarWindows.Of((CalendarUnit)random.Next(5), random.Next(3) > 0 ? 1 : Math.Max(1, random.Next(1, 100_001) >> random.Next(17)));
        return random.Next(4) switch
        {
            0 => calendar,
            1 => calendar.InZone(DateTimeZone.ForOffset(Offset.FromSeconds(random.Next(-64_800, 64_801)))),
            _ => calendar.InZone(DateTimeZoneProviders.Tzdb[ZoneIds[random.Next(ZoneIds.Length)]]),
        };
    }

    private Duration NextOffset(Duration bound) =>
        random.Next(2) == 0 ? Duration.Zero : Duration.FromTicks(random.NextInt64(bound.BclCompatibleTicks));
}
