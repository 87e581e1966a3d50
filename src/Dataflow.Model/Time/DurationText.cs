using System.Globalization;
using System.Text;
using Dataflow.Text;
using NodaTime;
using NodaTime.Text;

namespace Dataflow.Time;

/// <summary>
/// Durations as the specifications write them: <c>500ms</c>, <c>30s</c>, <c>2m</c>, <c>1h30m</c>, <c>1d</c>, or ISO 8601
/// (<c>PT2M</c>). Units, from large to small, are d, h, m, s, ms, us and ns; each may stand once.
/// </summary>
public static class DurationText
{
    private static readonly (string Unit, long Nanoseconds)[] Units =
    [
        ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000),
        ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
    ];

    /// <summary>Prints a duration in the largest units that fit, for example <c>1h30m</c>; zero is <c>0s</c>.</summary>
    public static string ToText(Duration duration)
    {
        if (duration == Duration.Zero)
        {
            return "0s";
        }

        var text = new StringBuilder(duration < Duration.Zero ? "-" : "");
        var rest = Int128.Abs((Int128)duration.Days * Units[0].Nanoseconds + duration.NanosecondOfDay);
        foreach (var (unit, nanoseconds) in Units)
        {
            var (count, left) = Int128.DivRem(rest, nanoseconds);
            rest = left;
            if (count != 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{count}{unit}");
            }
        }

        return text.ToString();
    }

    /// <summary>Prints a duration as ISO 8601, for example <c>PT1M</c> or <c>P1DT2H</c>.</summary>
    public static string ToIso(Duration duration)
    {
        // The pattern counts nanoseconds in 64 bits, which hold 292 years.
        var time = PeriodPattern.NormalizingIso.Format(Period.FromNanoseconds(duration.NanosecondOfDay));
        return duration.Days == 0 ? time : $"P{duration.Days}D{(duration.NanosecondOfDay == 0 ? "" : time[1..])}";
    }

    /// <summary>Reads a duration.</summary>
    /// <exception cref="SpecificationException">The text is not a duration; the message shows where.</exception>
    public static Duration Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new SpecificationReader(text);
        var duration = Read(reader);
        reader.ExpectEnd();
        return duration;
    }

    internal static Duration Read(SpecificationReader reader)
    {
        var start = reader.SkipSpace();
        var word = reader.TakeWord();
        if (word.Length == 0)
        {
            throw reader.Error(start, "a duration like 30s, 1h30m or PT2M");
        }

        return word[0] is 'P' or 'p' ? ReadIso(reader, start, word) : ReadUnits(reader, start, word);
    }

    private static Duration ReadIso(SpecificationReader reader, int start, string word)
    {
        var parsed = PeriodPattern.NormalizingIso.Parse(word.ToUpperInvariant());
        if (!parsed.Success || parsed.Value.Years != 0 || parsed.Value.Months != 0)
        {
            throw reader.Error(start, "an ISO 8601 duration without years and months, like PT2M or P1DT12H");
        }

        var p = parsed.Value;
        var total = (((Int128)p.Weeks * 7) + p.Days) * Units[0].Nanoseconds
            + (Int128)p.Hours * Units[1].Nanoseconds + (Int128)p.Minutes * Units[2].Nanoseconds + (Int128)p.Seconds * Units[3].Nanoseconds
            + (Int128)p.Milliseconds * 1_000_000 + (Int128)p.Ticks * 100 + p.Nanoseconds;
        return OfNanoseconds(reader, start, total);
    }

    private static Duration OfNanoseconds(SpecificationReader reader, int start, Int128 total) =>
        total < 0 ? throw reader.Error(start, "a duration that is not negative")
        : total <= (Int128)EventTime.MaxSpanTicks * 100 ? Duration.FromTicks((long)(total / 100)) + Duration.FromNanoseconds((long)(total % 100))
        : throw reader.Error(start, "a duration of at most 15,000 years");

    private static Duration ReadUnits(SpecificationReader reader, int start, string word)
    {
        Int128 total = 0;
        var nextUnit = 0;
        for (var i = 0; i < word.Length;)
        {
            var digits = i;
            while (i < word.Length && char.IsAsciiDigit(word[i]))
            {
                i++;
            }

            if (i == digits || !long.TryParse(word.AsSpan(digits, i - digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                throw reader.Error(start + digits, "a whole number with a unit, like 30s or 1h30m");
            }

            var letters = i;
            while (i < word.Length && char.IsAsciiLetter(word[i]))
            {
                i++;
            }

            var unit = Array.FindIndex(Units, nextUnit, u => word.AsSpan(letters, i - letters).SequenceEqual(u.Unit));
            if (unit < 0)
            {
                throw reader.Error(start + letters, nextUnit == 0
                    ? "a unit: d, h, m, s, ms, us or ns"
                    : "a smaller unit than the one before: units go from large to small, each once");
            }

            total += (Int128)count * Units[unit].Nanoseconds;
            nextUnit = unit + 1;
        }

        return OfNanoseconds(reader, start, total);
    }
}
