using System.Text;
using Dataflow.Files;

namespace Dataflow.Laws.Tests.Files;

public sealed class CutTests : IDisposable
{
    private readonly LawFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Read_CutAnywhere_GivesTheRowsAndPanesBeforeTheCut() => Law.Check("a recording cut anywhere gives what is before the cut", CutCase.Arbitrary(), input =>
    {
        var (file, ends) = input.Pack();
        var options = RecordingRead.Options with { BlockSize = 1 + (input.Seed % 100) };
        var whole = RecordingRead.Of(files.Write(input.Name, file), options, withPanes: true);
        Assert.Null(whole.Fault);
        Assert.Equal(input.Table.Rows.Count, whole.Rows.Count);
        var rows = 0;
        foreach (var cut in input.Cuts(file.Length))
        {
            var part = RecordingRead.Of(files.Write($"part.{input.Name}", file.AsSpan(0, cut)), options, withPanes: true);
            var (_, content) = ends.LastOrDefault(end => end.Packed <= cut);
            try
            {
                if (input.Members == 0)
                {
                    AssertPlain(input, whole, part, cut);
                }
                else if (ends.Any(end => end.Packed == cut))
                {
                    AssertPlain(input, whole, part, content);
                }
                else
                {
                    Assert.True(part.Fault is { Line: 0 }, "The data are cut short, but there is no fault.");
                    AssertBegins(whole, part);
                    Assert.True(part.Rows.Count >= input.Written.Rows.Count(row => row.End + 2 <= content), $"Only {part.Rows.Count} rows came of the first {content} bytes, which are in complete members, before: {part.Fault.Message}");
                }
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Cut at byte {cut}: {e.Message}", e);
            }

            rows += part.Rows.Count;
        }

        return rows;
    });

    private static void AssertPlain(CutCase input, RecordingRead whole, RecordingRead part, int cut)
    {
        var complete = input.Written.Rows.Count(row => row.End <= cut);
        Assert.Equal(whole.Texts.Take(complete), part.Texts.Take(complete));
        Assert.True(Same(whole.Panes, part.Panes) + Same(whole.Late, part.Late) >= complete, $"The {complete} rows before the cut have other panes.");
        if (part.Rows.Count > complete)
        {
            AssertCutRow(input, whole, part, complete, cut);
            return;
        }

        Assert.Equal(complete, part.Rows.Count);
        var isInRow = input.Written.Rows.Any(row => row.Start < cut && cut < row.End);
        Assert.True(part.Fault is not null || !isInRow, "A row is cut off, but there is no fault.");
        Assert.True(part.Fault is null || isInRow || cut < input.Written.Rows.Select(row => row.Start).DefaultIfEmpty(int.MaxValue).First(), $"No row is cut off, but there is a fault: {part.Fault?.Message}");
        if (part.Fault is not null)
        {
            AssertBegins(whole, part);
        }
    }

    // A row of CSV that is cut in its last cell is a row still: that cell has what stands before the cut.
    private static void AssertCutRow(CutCase input, RecordingRead whole, RecordingRead part, int index, int cut)
    {
        Assert.True(input.IsCsv && part.Rows.Count == index + 1 && part.Fault is null, "There are rows that are not in the whole recording.");
        var (expected, actual, columns) = (whole.Rows[index].Value, part.Rows[index].Value, input.Written.Columns);
        foreach (var name in columns.SkipLast(1))
        {
            Assert.Equal($"{expected[name]}", $"{actual[name]}");
        }

        Assert.Equal(LastCell(input, expected[columns[^1]].GetString() ?? "", input.Written.Rows[index].End, cut), actual[columns[^1]].GetString() ?? "");
        Assert.True(TimestampText.TryParse(Encoding.UTF8.GetBytes(actual["at"].GetString() ?? ""), out var ticks), "The row has no time.");
        Assert.Equal(ticks, part.Rows[index].Timestamp.ToUnixTimeTicks());
    }

    private static string LastCell(CutCase input, string text, int end, int cut)
    {
        var isQuoted = input.Written.Content[end - 1] == '"';
        var length = Encoding.UTF8.GetByteCount(isQuoted ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text);
        Assert.InRange(cut, end - length, end - 1);
        var written = Encoding.UTF8.GetString(input.Written.Content.AsSpan((end - length)..cut));
        return isQuoted && written.Length > 0 ? written[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : written;
    }

    private static int Same(IReadOnlyList<string> one, IReadOnlyList<string> other) => one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();

    private static void AssertBegins(RecordingRead whole, RecordingRead part)
    {
        Assert.Equal(whole.Texts.Take(part.Rows.Count), part.Texts);
        Assert.Equal(whole.Panes.Take(part.Panes.Count), part.Panes);
        Assert.Equal(whole.Late.Take(part.Late.Count), part.Late);
        Assert.True(part.Panes.Count + part.Late.Count >= part.Rows.Count, "Rows came whose panes did not.");
    }
}
