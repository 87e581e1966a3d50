using System.Text;

namespace Dataflow.Laws.Tests.Text;

/// <summary>Texts from nonsense to nearly right.</summary>
internal static class RandomText
{
    private const string Letters = "aAbzZ09 \t\n\r,:()-+./_\"'%\0é٣ſıİK²\u2028\uFEFF\uD83D\uDE00\uDC00";

    private static readonly string[] Pieces =
    [
        "window", "trigger", "accumulation", "lateness", "timestamp", "on-time", "closing", "finishing-trigger", "fixed", "sliding", "every", "session", "inclusive", "max", "offset",
        "global", "calendar", "day", "days", "week", "2 months", "quarter", "year", "in", "UTC", "utc+01", "Europe/Brussels", "UTC+18:00:01", "Default", "Never", "AfterCount",
        "AfterWatermark", "AfterProcessingTime", "Repeatedly", "AfterFirst", "AfterAll", "AfterEach", "OrFinally", "early:", "late:", "delay:", "align:", "(", ")", ",", ":", "bounded", "monotonic",
        "perfect", "recorded", "top:", "quantile:", "count", "0.5", "-0", "1e-320", "NaN", "0", "1", "3", "2147483648", "99999999999999999999", "0s", "100ns", "1ns", "2m", "1h30m", "15844d", "9223372036854775807d",
        "PT2M", "P1W", "PT9223372036854775807H", "P99999999999999999999D", "P-1D", "PT0.0000001S", "P1Y", "always", "allowed", "discarding", "unsaid",
    ];

    /// <summary>A text; <paramref name="valid"/> is one that can be read.</summary>
    public static string Next(Random random, string valid) => random.Next(8) switch
    {
        0 => string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Letters[random.Next(Letters.Length)])),
        1 => string.Join(random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, random.Next(12)).Select(_ => Pieces[random.Next(Pieces.Length)])),
        2 => valid[..random.Next(valid.Length + 1)],
        3 => OtherCaseAndSpace(random, valid),
        4 => Nested(random, valid),
        _ => Mutated(random, valid),
    };

    private static string Mutated(Random random, string text)
    {
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(random.Next(2) == 0 ? 2 : 20), text.Length - at);
            text = random.Next(5) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, text.Substring(at, length)),
                2 => text.Insert(at, $"{Letters[random.Next(Letters.Length)]}"),
                3 => text.Remove(at, length).Insert(at, Pieces[random.Next(Pieces.Length)]),
                _ => text.Insert(at, $" {Pieces[random.Next(Pieces.Length)]} "),
            };
        }

        return text;
    }

    private static string OtherCaseAndSpace(Random random, string text)
    {
        var other = new StringBuilder();
        foreach (var letter in text)
        {
            other.Append(random.Next(4) == 0 ? char.ToUpperInvariant(letter) : letter);
            other.Append(letter is ' ' or ',' or '(' && random.Next(2) == 0 ? "\n \t" : "");
        }

        return $"{other}";
    }

    // Around the greatest depth and size of triggers, and far beyond.
    private static string Nested(Random random, string text)
    {
        var depth = random.Next(4) == 0 ? random.Next(20_000) : random.Next(90, 110);
        return random.Next(3) switch
        {
            0 => $"{string.Concat(Enumerable.Repeat("Repeatedly(", depth))}{text}{new string(')', random.Next(2) == 0 ? depth : random.Next(depth + 1))}",
            1 => $"AfterFirst({string.Join(", ", Enumerable.Repeat("Never", random.Next(990, 1010)))})",
            _ => string.Concat(Enumerable.Repeat(text, random.Next(20))),
        };
    }
}
