using System.Text;

namespace Dataflow.Files;

/// <content>Times written as text.</content>
public static partial class TimestampText
{
    /// <summary>
    /// Writes a time as ISO 8601 in UTC with as many digits of the fraction as it needs (<c>2015-01-01T12:01:59.9999999Z</c>), or as
    /// <c>-infinity</c> or <c>infinity</c> at and beyond the ends of the time line.
    /// </summary>
    /// <param name="ticks">Ticks of 100 ns since the Unix epoch.</param>
    /// <param name="destination">Where to; <see cref="MaxLength"/> bytes are always enough.</param>
    /// <param name="written">How many bytes were written; 0 if the destination is too small.</param>
    /// <returns>Whether the destination was large enough.</returns>
    public static bool TryFormat(long ticks, Span<byte> destination, out int written)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        var length = Format(ticks, text);
        written = text[..length].TryCopyTo(destination) ? length : 0;
        return written != 0;
    }

    /// <summary>The text that <see cref="TryFormat"/> writes.</summary>
    public static string ToText(long ticks)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Format(ticks, text)]);
    }

    private static int Format(long ticks, Span<byte> text)
    {
        if (ticks is <= StartTicks or >= EndTicks)
        {
            var end = ticks <= StartTicks ? "-infinity"u8 : "infinity"u8;
            end.CopyTo(text);
            return end.Length;
        }

        // The start is a whole day, so that ticks from it are not negative and plain division floors.
        var fromStart = (ulong)(ticks - StartTicks);
        var (seconds, fraction) = Math.DivRem(fromStart, (ulong)TicksPerSecond);
        var (days, second) = Math.DivRem(seconds, 86_400UL);
        var position = WriteDate((int)days + (int)(StartTicks / TicksPerSecond / 86_400), text);
        text[position] = (byte)'T';
        WriteTwo(text[(position + 1)..], (int)second / 3600, (byte)':');
        WriteTwo(text[(position + 4)..], (int)second / 60 % 60, (byte)':');
        WriteTwo(text[(position + 7)..], (int)second % 60, (byte)'Z');
        position += 9;
        if (fraction != 0)
        {
            text[position++] = (byte)'.';
            for (var unit = (ulong)TicksPerSecond / 10; fraction != 0; unit /= 10)
            {
                (var digit, fraction) = Math.DivRem(fraction, unit);
                text[position++] = (byte)('0' + digit);
            }
        }

        text[position] = (byte)'Z';
        return position + 1;
    }

    private static int WriteDate(int day, Span<byte> text)
    {
        // Days are counted from 1 March of the shifted year 0, so that the leap day is the last of its year.
        var shifted = day + EpochDay - 60;
        var (cycle, dayOfCycle) = Math.DivRem(shifted, 146_097);
        var yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365;
        var dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
        var march = (5 * dayOfYear + 2) / 153;
        var month = march < 10 ? march + 3 : march - 9;
        var year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0) - YearShift;

        var position = 0;
        if (year < 0)
        {
            text[position++] = (byte)'-';
            year = -year;
        }

        WriteTwo(text[position..], year / 100, (byte)'0');
        WriteTwo(text[(position + 2)..], year % 100, (byte)'-');
        WriteTwo(text[(position + 5)..], month, (byte)'-');
        WriteTwo(text[(position + 8)..], dayOfYear - (153 * march + 2) / 5 + 1, (byte)'T');
        return position + 10;
    }

    private static void WriteTwo(Span<byte> text, int value, byte after)
    {
        text[0] = (byte)('0' + value / 10);
        text[1] = (byte)('0' + value % 10);
        text[2] = after;
    }
}
