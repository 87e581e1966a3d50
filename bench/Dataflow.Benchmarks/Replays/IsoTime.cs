using System.Text;

namespace Dataflow.Benchmarks.Replays;

/// <summary>Reads times of the layout <c>2025-01-01T00:00:00.000Z</c>.</summary>
internal static class IsoTime
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private const int Length = 24;

    /// <summary>The time in ticks since the Unix epoch.</summary>
    public static long Parse(ReadOnlySpan<byte> text)
    {
        if (text.Length != Length || text[4] != '-' || text[10] != 'T' || text[13] != ':' || text[19] != '.' || text[23] != 'Z')
        {
            throw new FormatException($"Not a time: {Encoding.UTF8.GetString(text)}.");
        }

        var date = new DateTime(Number(text[..4]), Number(text[5..7]), Number(text[8..10]));
        var seconds = (((Number(text[11..13]) * 60) + Number(text[14..16])) * 60) + Number(text[17..19]);
        return (date - DateTime.UnixEpoch).Ticks + (seconds * TimeSpan.TicksPerSecond) + (Number(text[20..23]) * TimeSpan.TicksPerMillisecond);
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            number = (number * 10) + digit - '0';
        }

        return number;
    }
}
