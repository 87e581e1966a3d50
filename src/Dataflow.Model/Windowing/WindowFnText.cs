using System.Globalization;
using Dataflow.Text;
using Dataflow.Time;
using NodaTime;

namespace Dataflow.Windowing;

/// <summary>Reads the window functions that have a text.</summary>
internal static class WindowFnText
{
    private const string Expected =
        "a window: 'global', 'fixed 2m', 'sliding 10m every 1m', 'session 30m' or 'calendar day'";

    public static WindowFn Read(SpecificationReader reader)
    {
        var start = reader.SkipSpace();
        return reader.TakeWord().ToUpperInvariant() switch
        {
            "GLOBAL" => GlobalWindows.Instance,
            "FIXED" => ReadFixed(reader),
            "SLIDING" => ReadSliding(reader),
            "SESSION" => ReadSession(reader),
            "CALENDAR" => ReadCalendar(reader),
            _ => throw reader.Error(start, Expected),
        };
    }

    private static FixedWindows ReadFixed(SpecificationReader reader)
    {
        var size = ReadSpan(reader, "a fixed window");
        return FixedWindows.Of(size, ReadOffset(reader, size, "the size"));
    }

    private static SlidingWindows ReadSliding(SpecificationReader reader)
    {
        var size = ReadSpan(reader, "a sliding window");
        if (!reader.TryTake("every"))
        {
            throw reader.Error(reader.SkipSpace(), "'every' and the period, like 'every 1m'");
        }

        var at = reader.SkipSpace();
        var period = ReadSpan(reader, "the period of sliding windows");
        if (SlidingWindows.Overlap(size, period) is var overlap && overlap > SlidingWindows.MaxOverlap)
        {
            throw reader.Refuse(at, $"an element would be in {overlap} windows, but it may be in {SlidingWindows.MaxOverlap} at most");
        }

        return SlidingWindows.Of(size, period, ReadOffset(reader, period, "the period"));
    }

    private static SessionWindows ReadSession(SpecificationReader reader)
    {
        var session = SessionWindows.WithGap(ReadSpan(reader, "the gap of a session"));
        if (reader.TryTake("inclusive"))
        {
            session = session.Inclusive();
        }

        if (!reader.TryTake("max"))
        {
            return session;
        }

        var at = reader.SkipSpace();
        var max = ReadSpan(reader, "the greatest length of a session");
        return max >= session.Gap
            ? session.WithMaxLength(max)
            : throw reader.Refuse(at, $"the greatest length must be at least the gap, {DurationText.ToText(session.Gap)}");
    }

    private static CalendarWindows ReadCalendar(SpecificationReader reader)
    {
        var at = reader.SkipSpace();
        var word = reader.TakeWord();
        var count = 1;
        var hasCount = word.Length > 0 && char.IsAsciiDigit(word[0]);
        if (hasCount)
        {
            count = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 100_000
                ? number
                : throw reader.Error(at, "a whole number from 1 to 100000, or a unit");
            at = reader.SkipSpace();
            word = reader.TakeWord();
        }

        var found = Enum.GetValues<CalendarUnit>().Where(unit =>
            string.Equals(word, CalendarWindows.Name(unit), StringComparison.OrdinalIgnoreCase)
            || (hasCount && string.Equals(word, $"{CalendarWindows.Name(unit)}s", StringComparison.OrdinalIgnoreCase))).ToArray();
        if (found.Length == 0)
        {
            throw reader.Error(at, hasCount ? "'days', 'weeks', 'months', 'quarters' or 'years'" : "'day', 'week', 'month', 'quarter' or 'year', or how many, like '2 weeks'");
        }

        var windows = CalendarWindows.Of(found[0], count);
        return reader.TryTake("in") ? windows.InZone(ReadZone(reader)) : windows;
    }

    private static DateTimeZone ReadZone(SpecificationReader reader)
    {
        var at = reader.SkipSpace();
        var id = reader.TakeWord(also: ':');
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
            ?? ZoneOfAnyCase(id)
            ?? throw reader.Error(at, "a time zone of the IANA database, like 'Europe/Brussels'");
    }

    private static DateTimeZone? ZoneOfAnyCase(string id) =>
        DateTimeZoneProviders.Tzdb.Ids.FirstOrDefault(known => string.Equals(known, id, StringComparison.OrdinalIgnoreCase)) is { } found
            ? DateTimeZoneProviders.Tzdb[found]
            : null;

    private static Duration ReadSpan(SpecificationReader reader, string what)
    {
        var at = reader.SkipSpace();
        var span = DurationText.Read(reader);
        return span < Spans.Min ? throw reader.Refuse(at, $"{what} must be at least one tick (100ns) long")
            : Spans.IsWholeTicks(span) ? span
            : throw reader.Refuse(at, $"{what} must be whole ticks of 100ns");
    }

    private static Duration ReadOffset(SpecificationReader reader, Duration bound, string boundName)
    {
        if (!reader.TryTake("offset"))
        {
            return Duration.Zero;
        }

        var at = reader.SkipSpace();
        var offset = DurationText.Read(reader);
        return !Spans.IsWholeTicks(offset) ? throw reader.Refuse(at, "the offset must be whole ticks of 100ns")
            : offset < bound ? offset
            : throw reader.Refuse(at, $"the offset must be less than {boundName}, {DurationText.ToText(bound)}");
    }
}
