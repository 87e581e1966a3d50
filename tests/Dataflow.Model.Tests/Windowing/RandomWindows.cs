using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Model.Tests.Windowing;

/// <summary>Window functions of every kind that has a text, with settings of every size.</summary>
internal static class RandomWindows
{
    private static readonly string[] ZoneIds = [.. DateTimeZoneProviders.Tzdb.Ids];

    public static WindowFn Next(Random random) => random.Next(5) switch
    {
        0 => GlobalWindows.Instance,
        1 => NextFixed(random),
        2 => NextSliding(random),
        3 => NextSession(random),
        _ => NextCalendar(random),
    };

    private static FixedWindows NextFixed(Random random)
    {
        var size = NextTicks(random, EventTime.MaxSpanTicks);
        return FixedWindows.Of(Duration.FromTicks(size), NextOffset(random, size));
    }

    private static SlidingWindows NextSliding(Random random)
    {
        var size = NextTicks(random, EventTime.MaxSpanTicks);
        var period = Math.Max(NextTicks(random, EventTime.MaxSpanTicks), ((size - 1) / 100_000) + 1);
        return SlidingWindows.Of(Duration.FromTicks(size), Duration.FromTicks(period), NextOffset(random, period));
    }

    private static SessionWindows NextSession(Random random)
    {
        var gap = NextTicks(random, EventTime.MaxSpanTicks);
        var session = SessionWindows.WithGap(Duration.FromTicks(gap));
        session = random.Next(2) == 0 ? session : session.Inclusive();
        return random.Next(2) == 0 ? session : session.WithMaxLength(Duration.FromTicks(gap + random.NextInt64(EventTime.MaxSpanTicks - gap + 1)));
    }

    private static CalendarWindows NextCalendar(Random random)
    {
        var calendar = CalendarWindows.Of((CalendarUnit)random.Next(5), random.Next(2) == 0 ? 1 : random.Next(1, 100_001));
        return random.Next(4) switch
        {
            0 => calendar,
            1 => calendar.InZone(DateTimeZone.ForOffset(Offset.FromSeconds(random.Next(-64_800, 64_801)))),
            _ => calendar.InZone(DateTimeZoneProviders.Tzdb[ZoneIds[random.Next(ZoneIds.Length)]]),
        };
    }

    private static long NextTicks(Random random, long max) => 1 + random.NextInt64(max >> random.Next(62));

    private static Duration NextOffset(Random random, long bound) => Duration.FromTicks(random.Next(3) == 0 ? 0 : random.NextInt64(bound));
}
