using Dataflow.Testing.Generation;
using Dataflow.Time;
using Dataflow.Windowing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Dataflow.Laws.Tests.Windows;

/// <summary>A window function and a time.</summary>
internal sealed record WindowCase(WindowFn WindowFn, Instant Time)
{
    private static readonly string[] ZoneIds = [.. DateTimeZoneProviders.Tzdb.Ids];

    /// <summary>The windows of the time, by the library.</summary>
    public IReadOnlyList<Window> Windows => Assign(Time);

    /// <summary>Window functions of all kinds and sizes, at times all over.</summary>
    public static Arbitrary<WindowCase> Arbitrary()
    {
        var windowings = Generate.WindowingsOfAnySize();
        var small = Generate.WindowFns();
        var all = from windowFn in Gen.OneOf(windowings.Generator.Select(windowing => windowing.WindowFn), small.Generator)
                  from seed in Gen.Choose(0, int.MaxValue - 1)
                  select Make(windowFn, new Random(seed));
        return Arb.From(all, input => small.Shrinker(input.WindowFn).Select(simpler => input with { WindowFn = simpler }).Concat(ShrinkTime(input)));
    }

    /// <summary>Window functions of one kind.</summary>
    public static Arbitrary<WindowCase> Of<T>()
        where T : WindowFn => Arbitrary().Filter(input => input.WindowFn is T);

    /// <summary>Calendar windows of all units, multiples and zones, many of them at changes of the clocks.</summary>
    public static Arbitrary<WindowCase> Calendars() => Generate.From(NextCalendarCase, input =>
        Generate.WindowFns().Shrinker(input.WindowFn).OfType<CalendarWindows>().Select(simpler => input with { WindowFn = simpler }).Concat(ShrinkTime(input)));

    public IReadOnlyList<Window> Assign(Instant time) => WindowFn switch
    {
        FixedWindows f => [f.AssignWindow(time)],
        SlidingWindows s => s.AssignWindows(time),
        SessionWindows s => [s.AssignWindow(time)],
        CalendarWindows c => [c.AssignWindow(time)],
        _ => [Window.Global],
    };

    public override string ToString() => $"{WindowFn} at {EventTime.ToText(Time)}";

    private static WindowCase Make(WindowFn windowFn, Random random)
    {
        var any = new WindowCase(windowFn, windowFn is CalendarWindows calendar && random.Next(3) > 0 ? RandomTimes.NextIn(calendar.Zone, random) : RandomTimes.Next(random));
        if (any.Windows.Count == 0 || random.Next(2) == 0)
        {
            return any;
        }

        // At an edge of a window, or a tick off.
        var window = any.Windows[random.Next(any.Windows.Count)];
        return any with { Time = RandomTimes.At((Int128)(random.Next(2) == 0 ? window.StartTicks : window.EndTicks) + random.Next(-1, 2)) };
    }

    private static WindowCase NextCalendarCase(Random random)
    {
        var calendar = NextCalendar(random);
        if (random.Next(2) == 0)
        {
            return Make(calendar, random);
        }

        var (zone, change) = OddMidnights.All[random.Next(OddMidnights.All.Count)];
        return Make(calendar.InZone(zone), random) with { Time = change + Duration.FromTicks(random.Next(3) switch { 0 => random.Next(-1, 2), 1 => random.Next(-8, 9) * NodaConstants.TicksPerMinute * 15, _ => random.NextInt64(-NodaConstants.TicksPerDay, NodaConstants.TicksPerDay) }) };
    }

    private static CalendarWindows NextCalendar(Random random)
    {
        var count = random.Next(2) == 0 ? 1 : 1 + (random.Next(100_000) >> random.Next(17));
        var zone = random.Next(5) == 0 ? DateTimeZone.ForOffset(Offset.FromSeconds(random.Next(-64_800, 64_801))) : DateTimeZoneProviders.Tzdb[ZoneIds[random.Next(ZoneIds.Length)]];
        return CalendarWindows.Of((CalendarUnit)random.Next(5), count).InZone(zone);
    }

    private static IEnumerable<WindowCase> ShrinkTime(WindowCase input) => RandomTimes.Shrink(input.Time).Select(time => input with { Time = time });
}
