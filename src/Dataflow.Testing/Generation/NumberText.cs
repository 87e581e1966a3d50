using System.Globalization;

namespace Dataflow.Testing.Generation;

/// <summary>Texts as the numbers in them.</summary>
internal static class NumberText
{
    public static long Sum(string text)
    {
        var sum = 0L;
        foreach (var part in text.AsSpan().Split(','))
        {
            sum = unchecked(sum + Number(text.AsSpan()[part]));
        }

        return sum;
    }

    public static long Max(string text)
    {
        var max = long.MinValue;
        foreach (var part in text.AsSpan().Split(','))
        {
            max = Math.Max(max, Number(text.AsSpan()[part]));
        }

        return max;
    }

    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(ReadOnlySpan<char> text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
