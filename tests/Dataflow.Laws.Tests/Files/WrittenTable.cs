using System.Text;
using System.Text.Json;
using Dataflow.Time;
using NodaTime;

namespace Dataflow.Laws.Tests.Files;

/// <summary>A table written as a recording, in one of the many ways that mean the same.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="Columns">All columns in the order in which they stand, the times among them.</param>
/// <param name="Rows">Where each row begins and ends, without its line end.</param>
internal sealed record WrittenTable(byte[] Content, IReadOnlyList<string> Columns, IReadOnlyList<(int Start, int End)> Rows)
{
    public static WrittenTable Csv(EventTable table)
    {
        var random = new Random(table.Seed);
        string[] columns = [.. table.Columns.Append("at").Append("arrived").OrderBy(_ => random.Next())];
        return Write(table, columns, random, string.Join(',', columns.Select(name => Cell(name, random))), (row, texts) => string.Join(',', columns.Select(name => Cell(texts[name], random))));
    }

    public static WrittenTable Json(EventTable table)
    {
        var random = new Random(table.Seed);
        string[] columns = [.. table.Columns.Append("at").Append("arrived").OrderBy(_ => random.Next())];
        return Write(table, columns, random, null, (row, texts) =>
        {
            var space = random.Next(3) == 0 ? " " : "";
            var properties = columns.OrderBy(_ => random.Next(20) == 0 ? random.Next() : 0).Select(name => $"{JsonString(name, random)}{space}:{space}{Value(texts[name], random)}");
            return $"{{{space}{string.Join($"{space},", properties)}{space}}}";
        });
    }

    private static WrittenTable Write(EventTable table, string[] columns, Random random, string? header, Func<EventRow, Dictionary<string, string?>, string> line)
    {
        var (newLine, content, rows) = (random.Next(2) == 0 ? "\n" : "\r\n", new List<byte>(), new List<(int, int)>());
        void Append(string text) => content.AddRange(Encoding.UTF8.GetBytes(text));
        Append(random.Next(4) == 0 ? "\uFEFF" : "");
        Append(header is null ? "" : header + newLine);
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var texts = table.Columns.Zip(table.Rows[i].Cells).ToDictionary(pair => pair.First, pair => pair.Second);
            (texts["at"], texts["arrived"]) = (TimeText(table.Rows[i].Time, random), TimeText(table.Rows[i].Arrival, random));
            Append(random.Next(15) == 0 ? newLine : "");
            var start = content.Count;
            Append(line(table.Rows[i], texts));
            rows.Add((start, content.Count));
            Append(i + 1 < table.Rows.Count || random.Next(2) == 0 ? newLine : "");
        }

        return new WrittenTable([.. content], columns, rows);
    }

    private static string TimeText(Instant time, Random random) =>
        random.Next(3) == 0 && time.ToUnixTimeTicks() % NodaConstants.TicksPerMillisecond == 0 ? $"{time.ToUnixTimeMilliseconds()}" : EventTime.ToText(time);

    private static string Cell(string? text, Random random) => text is null ? ""
        : text.Length == 0 || text.AsSpan().IndexOfAny(",\"\r\n") >= 0 || random.Next(8) == 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string Value(string? text, Random random) => text is null ? "null" : Cells.IsNumber(text) ? text : JsonString(text, random);

    private static string JsonString(string text, Random random)
    {
        var (written, escapes) = (new StringBuilder("\""), random.Next(3) == 0 ? 4 : int.MaxValue);
        foreach (var letter in text.EnumerateRunes())
        {
            written.Append(random.Next(escapes) == 0 ? string.Concat($"{letter}".Select(unit => $"\\u{(int)unit:X4}")) : letter.Value is '"' or '\\' or < ' ' ? JsonEncodedText.Encode($"{letter}").Value : $"{letter}");
        }

        return $"{written}\"";
    }
}
