using Dataflow.Time;
using NodaTime;

namespace Dataflow.Laws.Tests.Windows;

/// <summary>Times all over the time line, and more of them where windows go wrong.</summary>
internal static class RandomTimes
{
    /// <summary>A time near the epoch, anywhere, or at an end of time.</summary>
    public static Instant Next(Random random) => random.Next(4) switch
    {
        0 => At(random.Next(-100, 100) * NodaConstants.TicksPerSecond / 2),
        1 => At((EventTime.StartTicks + (Int128)random.Next(3)) + (random.Next(2) * random.NextInt64(NodaConstants.TicksPerDay * 800))),
        2 => At((EventTime.EndTicks - 1 - (Int128)random.Next(3)) - (random.Next(2) * random.NextInt64(NodaConstants.TicksPerDay * 800))),
        _ => At(random.NextInt64(EventTime.StartTicks, EventTime.EndTicks) >> (random.Next(2) * random.Next(20))),
    };

    /// <summary>A time at which the clocks of a zone are changed, or a midnight near it; and a tick or an hour off.</summary>
    public static Instant NextIn(DateTimeZone zone, Random random)
    {
        var time = random.Next(3) == 0 ? Next(random) : At(random.NextInt64(-NodaConstants.TicksPerDay * 50_000, NodaConstants.TicksPerDay * 50_000));
        var interval = zone.GetZoneInterval(time);
        var change = interval.HasStart ? interval.Start : time;
        var near = random.Next(3) == 0 || change.InUtc().Year is < -9990 or > 9990 ? change : zone.AtStartOfDay(change.InZone(zone).Date.PlusDays(random.Next(2))).ToInstant();
        return At((Int128)near.ToUnixTimeTicks() + random.Next(5) switch { 0 => 0, 1 => 1, 2 => -1, 3 => random.Next(-2, 3) * NodaConstants.TicksPerHour, _ => random.NextInt64(-NodaConstants.TicksPerDay, NodaConstants.TicksPerDay) });
    }

    public static Instant At(Int128 ticks) => EventTime.ToInstant((long)Int128.Clamp(ticks, EventTime.StartTicks, EventTime.EndTicks - 1));

    /// <summary>Simpler times: the epoch, whole days, hours and seconds, half as far from the epoch.</summary>
    public static IEnumerable<Instant> Shrink(Instant time)
    {
        var ticks = time.ToUnixTimeTicks();
        return new[] { 0, ticks / 2, Whole(ticks, NodaConstants.TicksPerDay), Whole(ticks, NodaConstants.TicksPerHour), Whole(ticks, NodaConstants.TicksPerSecond) }
            .Where(simpler => Math.Abs(simpler) < Math.Abs(ticks)).Distinct().Select(Instant.FromUnixTimeTicks);
    }

    private static long Whole(long ticks, long unit) => ticks / unit * unit;
}
