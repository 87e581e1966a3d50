using Dataflow.Windowing;
using NodaTime;
using static Dataflow.Reference.Signal;

namespace Dataflow.Reference;

/// <summary>Which windows an element is in (rule 3).</summary>
public sealed record WindowRules(Func<Element, IEnumerable<Interval>> Assign)
{
    /// <summary>What the windows of a key become, by start and end; each becomes the one that holds its start. Null for windows that do not merge.</summary>
    public Func<IEnumerable<Interval>, IEnumerable<Interval>>? Merge { get; init; }

    /// <summary>Whether a window is what its own elements make it, whatever else its key holds (decision 0014).</summary>
    public bool StandAlone { get; init; }

    /// <summary>From one sliding window to the next where they overlap, else 0 (rule 7).</summary>
    public Int128 Period { get; init; }

    /// <summary>1 where an element at the end of a window still belongs to it, so that the window is complete a tick later (decision 0018).</summary>
    public Int128 EndsIncluded { get; init; }

    public static WindowRules Of(WindowFn windowFn) => windowFn switch
    {
        GlobalWindows => new(_ => [new Interval(Start, End)]),
        FixedWindows f => new(e => OnGrid(e.Time, Ticks(f.Size), Ticks(f.Size), Ticks(f.Offset))),
        SlidingWindows s => new(e => OnGrid(e.Time, Ticks(s.Size), Ticks(s.Period), Ticks(s.Offset))) { Period = s.Period < s.Size ? Ticks(s.Period) : 0 },
        CalendarWindows c => new(e => [OnCalendar(e.Time, c)]),
        SessionWindows s => Sessions(_ => Ticks(s.Gap), s.IsInclusive, s.MaxLength is { } max ? Ticks(max) : End - Start),
        _ => throw new NotSupportedException($"'{windowFn}' needs rules of its own."),
    };

    // Rule 8 and choice 4: [time, time + gap); those that overlap, or touch where that is asked, are one. Decision 0015: cut at multiples of the greatest length.
    public static WindowRules Sessions(Func<Element, Int128> gap, bool isInclusive, Int128 maxLength)
    {
        Int128 CutAfter(Int128 time) => Clamp(Floor(time, maxLength, maxLength == End - Start ? Start : 0) + maxLength);
        return new(e => [new(e.Time, Int128.Min(Clamp(e.Time + gap(e)), CutAfter(e.Time)))])
        {
            EndsIncluded = isInclusive ? 1 : 0,
            StandAlone = true,
            Merge = windows => windows.Aggregate(new List<Interval>(), (sessions, next) => // Rule 9: folded from left to right.
            {
                var isOne = sessions.Count > 0 && next.Start < sessions[^1].End + (isInclusive ? 1 : 0) && next.Start < CutAfter(sessions[^1].Start);
                sessions.Add(isOne ? new(sessions[^1].Start, Int128.Max(sessions[^1].End, next.End)) : next);
                sessions.RemoveRange(Math.Max(0, sessions.Count - 2), isOne ? 1 : 0);
                return sessions;
            }),
        };
    }

    // Rules 5 and 6: all windows on the grid whose start is in (time - size, time], cut at the ends of time.
    private static IEnumerable<Interval> OnGrid(Int128 time, Int128 size, Int128 period, Int128 offset)
    {
        for (var start = Floor(time - size, period, offset) + period; start <= time; start += period)
        {
            yield return new Interval(Clamp(start), Clamp(start + size));
        }
    }

    // Choice 13: from local midnight to local midnight, whatever the clocks do. Multiples are counted from the unit that holds 1 January 1970.
    private static Interval OnCalendar(Int128 time, CalendarWindows calendar)
    {
        var (days, epoch) = (calendar.Unit switch { CalendarUnit.Day => 1, CalendarUnit.Week => 7, CalendarUnit.Month => 30, CalendarUnit.Quarter => 91, _ => 365 }, new LocalDate(1970, 1, 1));
        Int128 StartOf(int index)
        {
            try
            {
                var count = index * calendar.Count;
                var date = calendar.Unit switch
                {
                    CalendarUnit.Day => epoch.PlusDays(count),
                    CalendarUnit.Week => epoch.PlusDays(-3).PlusWeeks(count),
                    CalendarUnit.Month => epoch.PlusMonths(count),
                    CalendarUnit.Quarter => epoch.PlusMonths(3 * count),
                    _ => epoch.PlusYears(count),
                };
                return date == LocalDate.MinIsoValue ? Start : Ticks(calendar.Zone.AtStartOfDay(date).ToInstant());
            }
            catch (SkippedTimeException skipped)
            {
                return Ticks(calendar.Zone.MapLocal(skipped.LocalDateTime).LateInterval.Start); // The zone went over the day as a whole.
            }
            catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
            {
                return index < 0 ? Start : End; // Beyond the calendar: cut at the end of time.
            }
        }

        var index = (int)(time / NodaConstants.TicksPerDay / (days * calendar.Count));
        while (StartOf(index) > time || StartOf(index + 1) <= time)
        {
            index += StartOf(index) > time ? -1 : 1;
        }

        return new Interval(StartOf(index), StartOf(index + 1));
    }
}
