using System.Text.RegularExpressions;

namespace Dataflow.Laws.Tests.Files;

/// <summary>Texts that stand in the cells of generated recordings. A text that is a JSON number is one; null stands for nothing.</summary>
internal static partial class Cells
{
    private static readonly string?[] Whole =
    [
        null, "", "0", "-1", "12345", "-0", "0.5", "-2.50", "1e5", "1E-400", "1e999", "9223372036854775807", "9223372036854775808", "12345678901234567890123", "01", "+1", "1.", "NaN", "Infinity", "null", "true", "2015-01-01T12:00:26Z",
    ];

    private static readonly string[] Pieces = ["a", "b", "red", " ", "  ", ",", "\"", "\"\"", "\n", "\r\n", "\r", "\t", "\\", "\\u0041", "/", "{", "}", "$", "'", ";", "\0", "\u007F", "é", "ß", "日本", "😀", "\u2028", "\uFEFF", "\uFFFD", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"];

    public static bool IsNumber(string? text) => text is not null && Number().IsMatch(text);

    public static string? Next(Random random) => random.Next(2) == 0
        ? Whole[random.Next(Whole.Length)]
        : string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z")]
    private static partial Regex Number();
}
