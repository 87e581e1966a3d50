using System.Text;

namespace Dataflow.Files.Text;

/// <summary>The offending text that a message shows.</summary>
internal static class Excerpt
{
    private const int MaxLength = 80;

    /// <summary>The text, cut after 80 characters, with bytes that are not text and controls made visible.</summary>
    public static string Of(ReadOnlySpan<byte> text)
    {
        // A character is four bytes at most: no need to decode all of a long line.
        var decoded = Encoding.UTF8.GetString(text[..Math.Min(text.Length, MaxLength * 4)]);
        var isCut = decoded.Length > MaxLength;
        if (isCut)
        {
            decoded = decoded[..(char.IsHighSurrogate(decoded[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
        }

        return string.Create(decoded.Length + (isCut ? 1 : 0), decoded, static (span, source) =>
        {
            span.Fill('…');
            for (var i = 0; i < source.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
            }
        });
    }
}
