using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Dataflow.Files.Records;

/// <summary>
/// Reads times as <see cref="TimestampText.TryParseIso"/> does, and faster if they are of the same minute as one before: records that follow each other mostly are. Of such a
/// time only the seconds are read, if it ends like <c>:26.500Z</c> or <c>:26Z</c>.
/// </summary>
internal struct RecentMinute
{
    private const int MinuteLength = 16;
    private const int WholeLength = 20;
    private const int MillisecondsLength = 24;

    // The bytes of the minute; all 0, which no minute is, as long as none is known.
    private ulong date;
    private ulong time;
    private long start;

    /// <summary>Reads a time.</summary>
    /// <param name="text">UTF-8 text without space around it.</param>
    /// <param name="ticks">Ticks since the Unix epoch; 0 when the text is not a time.</param>
    public bool TryParseIso(ReadOnlySpan<byte> text, out long ticks)
    {
        if (text.Length is not (WholeLength or MillisecondsLength))
        {
            return TimestampText.TryParseIso(text, out ticks);
        }

        var (itsDate, itsTime) = (BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt64LittleEndian(text[8..]));
        if (itsDate == date && itsTime == time && date != 0 && TryReadRest(text, out var since))
        {
            ticks = start + since;
            return true;
        }

        if (!TimestampText.TryParseIso(text, out ticks))
        {
            return false;
        }

        if (text[MinuteLength] == ':' && text[^1] == 'Z')
        {
            (date, time, start) = (itsDate, itsTime, ticks - ((ticks - TimestampText.StartTicks) % TimeSpan.TicksPerMinute));
        }

        return true;
    }

    // What is behind the minute, in ticks. Digits become 0 to 9 and all else 0; adding 0x76 or 0x7F sets the high bit of any byte that is more than that.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadRest(ReadOnlySpan<byte> text, out long ticks)
    {
        var rest = text.Length == MillisecondsLength
            ? BinaryPrimitives.ReadUInt64LittleEndian(text[MinuteLength..]) ^ 0x5A_30_30_30_2E_30_30_3A
            : BinaryPrimitives.ReadUInt32LittleEndian(text[MinuteLength..]) ^ 0x5A_30_30_3AUL;
        var seconds = Digit(rest, 1) * 10 + Digit(rest, 2);
        var milliseconds = Digit(rest, 4) * 100 + Digit(rest, 5) * 10 + Digit(rest, 6);
        ticks = seconds * TimeSpan.TicksPerSecond + milliseconds * TimeSpan.TicksPerMillisecond;
        return (((rest + 0x7F_76_76_76_7F_76_76_7F) | rest) & TimestampText.HighBits) == 0 && Digit(rest, 1) <= 5;
    }

    private static long Digit(ulong digits, int index) => (byte)(digits >> (index * 8));
}
