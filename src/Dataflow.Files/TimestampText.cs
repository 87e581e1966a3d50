using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Dataflow.Files;

/// <summary>
/// Times as recordings write them, read from and written to UTF-8 without a string: ISO 8601 date-times, or whole numbers of
/// Unix milliseconds. In memory a time is a count of 100 ns ticks since the Unix epoch; finer fractions are floored to their tick.
/// </summary>
/// <remarks>
/// The time line runs from 1 January 9999 BCE (<c>-9998-01-01T00:00:00Z</c>, printed <c>-infinity</c>) to the end of the year 9999.
/// Its exclusive end, one tick after the last time that an element may carry, prints as <c>infinity</c>.
/// </remarks>
public static partial class TimestampText
{
    /// <summary>The most bytes that <see cref="TryFormat"/> writes.</summary>
    public const int MaxLength = 29;

    internal const long StartTicks = -3_776_735_808_000_000_000;
    internal const long EndTicks = 2_534_023_008_000_000_000;
    internal const ulong HighBits = 0x8080808080808080;

    private const long TicksPerSecond = 10_000_000;
    private const long TicksPerMillisecond = 10_000;

    // A multiple of the 400-year cycle of leap years that makes all years positive.
    private const int YearShift = 10_000;

    // The days from the 1 January of the shifted year 0 to 1 January 1970: 25 and 4 cycles of 146,097 days, and 370 more years.
    private const int EpochDay = (25 + 4) * 146_097 + 370 * 365 + 90;

    private const int FractionDigits = 7;

    /// <summary>How many ticks the last of some digits of a fraction stands for.</summary>
    private static ReadOnlySpan<int> TicksOfDigits => [10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

    private static ReadOnlySpan<ushort> DaysBeforeMonth => [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

    /// <summary>Reads a time: what <see cref="TryParseIso"/> or <see cref="TryParseUnixMilliseconds"/> reads.</summary>
    /// <param name="text">UTF-8 text without space around it.</param>
    /// <param name="ticks">Ticks since the Unix epoch; 0 when the text is not a time.</param>
    /// <param name="allowInfinity">Whether <c>-infinity</c> and <c>infinity</c> count, as they do in control records.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out long ticks, bool allowInfinity = false) =>
        TryParseIso(text, out ticks, allowInfinity) || TryParseUnixMilliseconds(text, out ticks);

    /// <summary>
    /// Reads an ISO 8601 date-time: <c>2015-01-01T12:00:26.5Z</c>. The year has four digits and may have a sign; the separator is
    /// <c>T</c> or a space; seconds and their fraction (after a point or a comma) may be missing; the offset is <c>Z</c>, <c>+01:30</c>, <c>+0130</c>, <c>+01</c>
    /// (at most 18 hours) or missing, which means UTC. A date alone is its midnight in UTC.
    /// </summary>
    /// <param name="text">UTF-8 text without space around it.</param>
    /// <param name="ticks">Ticks since the Unix epoch; 0 when the text is not a time, or one outside the time line.</param>
    /// <param name="allowInfinity">Whether <c>-infinity</c> and <c>infinity</c> count.</param>
    public static bool TryParseIso(ReadOnlySpan<byte> text, out long ticks, bool allowInfinity = false)
    {
        if (text.Length >= 19 && text[16] == ':')
        {
            return TryParseFull(text, negative: false, out ticks);
        }

        if (allowInfinity && text.Length >= 8)
        {
            if (text.SequenceEqual("infinity"u8) || text.SequenceEqual("-infinity"u8))
            {
                ticks = text[0] == '-' ? StartTicks : EndTicks;
                return true;
            }
        }

        return TryParseShort(text, out ticks);
    }

    /// <summary>Reads a whole number of milliseconds since the Unix epoch: digits, after a minus sign if it is negative.</summary>
    public static bool TryParseUnixMilliseconds(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        var digits = text is [(byte)'-', ..] ? text[1..] : text;
        if (digits.IsEmpty)
        {
            return false;
        }

        var milliseconds = 0L;
        foreach (var b in digits)
        {
            var digit = (uint)b - '0';
            if (digit > 9 || milliseconds > (long.MaxValue - 9) / 10)
            {
                return false;
            }

            milliseconds = milliseconds * 10 + digit;
        }

        if (digits.Length != text.Length)
        {
            milliseconds = -milliseconds;
        }

        if (milliseconds is < StartTicks / TicksPerMillisecond or >= EndTicks / TicksPerMillisecond)
        {
            return false;
        }

        ticks = milliseconds * TicksPerMillisecond;
        return true;
    }

    /// <summary>Reads text with a sign before the year, a date alone, or a time without seconds, by writing it out in full.</summary>
    private static bool TryParseShort(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        var negative = false;
        if (text is [(byte)'+' or (byte)'-', ..])
        {
            negative = text[0] == '-';
            text = text[1..];
            if (text.Length >= 19 && text[16] == ':')
            {
                return TryParseFull(text, negative, out ticks);
            }
        }

        Span<byte> full = stackalloc byte[32];
        if (text.Length == 10)
        {
            text.CopyTo(full);
            "T00:00:00Z"u8.CopyTo(full[10..]);
            return TryParseFull(full[..20], negative, out ticks);
        }

        if (text.Length is >= 16 and <= 22)
        {
            text[..16].CopyTo(full);
            ":00"u8.CopyTo(full[16..]);
            text[16..].CopyTo(full[19..]);

            // A fraction may only follow seconds.
            return full[19] is not ((byte)'.' or (byte)',') && TryParseFull(full[..(text.Length + 3)], negative, out ticks);
        }

        return false;
    }

    /// <summary>Reads <c>yyyy-MM-ddThh:mm:ss</c> and what follows. All digits of the date and of the time are checked eight bytes at once.</summary>
    private static bool TryParseFull(ReadOnlySpan<byte> text, bool negative, out long ticks)
    {
        ticks = 0;

        // Digits become 0 to 9 and separators 0; adding 0x76 or 0x7F sets the high bit of any byte that is more than that.
        var date = BinaryPrimitives.ReadUInt64LittleEndian(text) ^ 0x2D_30_30_2D_30_30_30_30;
        var separator = text[10] is (byte)'T' or (byte)' ' or (byte)'t' ? (ulong)text[10] << 16 : 0xFFUL << 16;
        var time = BinaryPrimitives.ReadUInt64LittleEndian(text[8..]) ^ 0x30_30_3A_30_30_00_30_30 ^ separator;
        var bad = (date + 0x7F_76_76_7F_76_76_76_76) | date | (time + 0x76_76_7F_76_76_7F_76_76) | time;
        var tens = (uint)text[17] - '0';
        var units = (uint)text[18] - '0';
        if ((bad & HighBits) != 0 || tens > 5 || units > 9 || text[16] != ':')
        {
            return false;
        }

        // Each byte gets the number of two digits that starts there.
        date = date * 10 + (date >> 8);
        time = time * 10 + (time >> 8);
        var year = (int)(Byte(date, 0) * 100 + Byte(date, 2));
        var (month, day) = (Byte(date, 5), Byte(time, 0));
        var (hour, minute) = (Byte(time, 3), Byte(time, 6));
        var second = tens * 10 + units;
        if (hour > 23 || minute > 59 || !TryDays(negative ? -year : year, month, day, out var days))
        {
            return false;
        }

        var seconds = days * 86_400L + hour * 3600 + minute * 60 + second;
        if (text.Length == 20 && text[19] is (byte)'Z' or (byte)'z')
        {
            ticks = seconds * TicksPerSecond;
            return true;
        }

        if (text.Length == 24 && TryReadMilliseconds(BinaryPrimitives.ReadUInt64LittleEndian(text[16..]), out var milliseconds))
        {
            ticks = seconds * TicksPerSecond + milliseconds * TicksPerMillisecond;
            return true;
        }

        var fraction = 0L;
        var rest = text[19..];
        if (rest is [(byte)'.' or (byte)',', ..] && !TryReadFraction(ref rest, out fraction))
        {
            return false;
        }

        if (!TryReadOffset(rest, out var offset))
        {
            return false;
        }

        var result = (seconds - offset) * TicksPerSecond + fraction;
        if (result is < StartTicks or >= EndTicks)
        {
            return false;
        }

        ticks = result;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Byte(ulong bytes, int index) => (uint)(bytes >> (index * 8)) & 0xFF;

    private static bool TryDays(int year, uint month, uint day, out int days)
    {
        days = 0;
        var isLeap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
        if (month - 1 > 11 || day == 0 || year < -9998)
        {
            return false;
        }

        var leapDay = isLeap && month > 2 ? 1 : 0;
        var before = DaysBeforeMonth[(int)month];
        var length = DaysBeforeMonth[(int)month + 1] - before + (isLeap && month == 2 ? 1 : 0);
        var shifted = (uint)(year + YearShift);
        days = (int)(shifted * 365 + (shifted + 3) / 4 - (shifted + 99) / 100 + (shifted + 399) / 400)
            - EpochDay + before + leapDay + (int)day - 1;
        return day <= length;
    }

    /// <summary>Reads <c>:ss.fffZ</c>, the most usual end, whose seconds are known to be right: the digits of the fraction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadMilliseconds(ulong end, out uint milliseconds)
    {
        var digits = (uint)(end >> 32) ^ 0x5A_30_30_30;
        milliseconds = Byte(digits, 0) * 100 + Byte(digits, 1) * 10 + Byte(digits, 2);
        return (byte)(end >> 24) == '.' && (((digits + 0x7F_76_76_76) | digits) & 0x80808080) == 0;
    }

    private static bool TryReadFraction(ref ReadOnlySpan<byte> rest, out long fraction)
    {
        fraction = 0;
        var i = 1;
        for (; i < rest.Length && (uint)rest[i] - '0' <= 9; i++)
        {
            // Digits past the seventh are finer than a tick.
            fraction = i <= FractionDigits ? fraction * 10 + (rest[i] - '0') : fraction;
        }

        fraction *= TicksOfDigits[Math.Min(i - 1, FractionDigits)];
        rest = rest[i..];
        return i > 1;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> rest, out int seconds)
    {
        seconds = 0;
        if (rest.IsEmpty || rest is [(byte)'Z' or (byte)'z'])
        {
            return true;
        }

        if (rest[0] is not ((byte)'+' or (byte)'-') || rest.Length is not (3 or 5 or 6)
            || !TryReadTwo(rest[1..], out var hours))
        {
            return false;
        }

        var minutes = 0;
        if (rest.Length > 3 && ((rest.Length == 6 && rest[3] != ':') || !TryReadTwo(rest[^2..], out minutes)))
        {
            return false;
        }

        seconds = hours * 3600 + minutes * 60;
        if (minutes > 59 || seconds > 18 * 3600)
        {
            return false;
        }

        seconds = rest[0] == '-' ? -seconds : seconds;
        return true;
    }

    private static bool TryReadTwo(ReadOnlySpan<byte> text, out int value)
    {
        var (tens, units) = ((uint)text[0] - '0', (uint)text[1] - '0');
        value = (int)(tens * 10 + units);
        return tens <= 9 && units <= 9;
    }
}
