using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dataflow.Files.Text;

namespace Dataflow.Files;

/// <content>Numbers as JSON text.</content>
public readonly partial struct Number
{
    /// <summary>The most bytes that <see cref="TryFormat"/> writes.</summary>
    public const int MaxLength = 32;

    // Powers of ten that are exact doubles: dividing an exact integer by one of them rounds once, hence correctly.
    private static ReadOnlySpan<double> Powers =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads UTF-8 text that is a JSON number as a whole: no space, no leading zeros or plus sign.</summary>
    /// <returns>False if the text is no JSON number, or one beyond the largest double.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out Number number)
    {
        // Up to 15 digits around at most one point need no more than this loop; they are exact as an integer and as a double.
        number = default;
        if ((uint)(text.Length - 1) > 15)
        {
            return TryParseAny(text, out number);
        }

        var i = text[0] == '-' ? 1 : 0;
        var first = i;
        var mantissa = 0L;
        var point = -1;
        for (; i < text.Length; i++)
        {
            var digit = (uint)text[i] - '0';
            if (digit <= 9)
            {
                mantissa = mantissa * 10 + digit;
            }
            else if (text[i] == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                return TryParseAny(text, out number);
            }
        }

        var whole = (point < 0 ? i : point) - first;
        if (whole == 0 || point == text.Length - 1 || (text[first] == '0' && whole > 1) || mantissa > 1L << 53)
        {
            return TryParseAny(text, out number);
        }

        mantissa = first == 0 ? mantissa : -mantissa;
        number = point < 0 ? new Number(mantissa) : new Number(mantissa / Powers[text.Length - 1 - point]);
        return true;
    }

    /// <summary>Writes the shortest JSON that reads back as the same value: <c>14</c>, <c>2.5</c>, <c>1E+25</c>. A double that is whole has no <c>.0</c>.</summary>
    /// <param name="destination">Where to; <see cref="MaxLength"/> bytes are always enough.</param>
    /// <param name="written">How many bytes were written; 0 if the destination is too small.</param>
    /// <returns>Whether the destination was large enough.</returns>
    public bool TryFormat(Span<byte> destination, out int written)
    {
        if (!isDouble || Double == 0)
        {
            // Zero is written here so that the negative zero of doubles, which equals 0, looks like it.
            return Utf8Formatter.TryFormat(isDouble ? 0L : bits, destination, out written);
        }

        return Double.TryFormat(destination, out written, default, CultureInfo.InvariantCulture);
    }

    /// <summary>Writes the JSON text, as <see cref="TryFormat"/> does.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> text = stackalloc byte[MaxLength];
        TryFormat(text, out var written);
        writer.WriteRawValue(text[..written], skipInputValidation: true);
    }

    /// <summary>The JSON text, as <see cref="TryFormat"/> writes it.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[MaxLength];
        TryFormat(text, out var written);
        return Encoding.ASCII.GetString(text[..written]);
    }

    private static bool TryParseAny(ReadOnlySpan<byte> text, out Number number)
    {
        number = default;
        if (text.IsEmpty || NumberGrammar.Measure(text, out var isInteger) != text.Length)
        {
            return false;
        }

        if (isInteger && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            number = new Number(whole);
            return true;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return false;
        }

        number = new Number(value);
        return true;
    }
}
