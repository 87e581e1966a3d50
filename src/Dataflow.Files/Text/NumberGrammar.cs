namespace Dataflow.Files.Text;

/// <summary>The grammar of JSON numbers (RFC 8259, section 6).</summary>
internal static class NumberGrammar
{
    /// <summary>The length of the number that <paramref name="text"/> starts with, 0 if it starts with none.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="isInteger">Whether the number has neither a fraction nor an exponent.</param>
    public static int Measure(ReadOnlySpan<byte> text, out bool isInteger)
    {
        isInteger = true;
        var i = text is [(byte)'-', ..] ? 1 : 0;
        if (i >= text.Length)
        {
            return 0;
        }

        if (text[i] == '0')
        {
            i++;
        }
        else if (!SkipDigits(text, ref i))
        {
            return 0;
        }

        if (i < text.Length && text[i] == '.')
        {
            isInteger = false;
            i++;
            if (!SkipDigits(text, ref i))
            {
                return 0;
            }
        }

        if (i < text.Length && (text[i] | 0x20) == 'e')
        {
            isInteger = false;
            i++;
            if (i < text.Length && text[i] is (byte)'+' or (byte)'-')
            {
                i++;
            }

            if (!SkipDigits(text, ref i))
            {
                return 0;
            }
        }

        return i;
    }

    /// <summary>Whether the whole text is a number.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text) => !text.IsEmpty && Measure(text, out _) == text.Length;

    private static bool SkipDigits(ReadOnlySpan<byte> text, ref int i)
    {
        var start = i;
        while (i < text.Length && (uint)text[i] - '0' <= 9)
        {
            i++;
        }

        return i > start;
    }
}
