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
        if (part.Rows.Count > complete)
        {
            AssertCutRow(input, whole, part);
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

    // A row of CSV that is cut in its last cell is a row still: that cell has the beginning of its text.
    private static void AssertCutRow(CutCase input, RecordingRead whole, RecordingRead part)
    {
        Assert.True(input.IsCsv && part.Rows.Count <= whole.Rows.Count && part.Fault is null, "There are rows that are not in the whole recording.");
        var (expected, actual) = (whole.Rows[part.Rows.Count - 1].Value, part.Rows[^1].Value);
        foreach (var name in input.Written.Columns.SkipLast(1))
        {
            Assert.Equal($"{expected[name]}", $"{actual[name]}");
        }

        var last = input.Written.Columns[^1];
        Assert.StartsWith(actual[last].GetString() ?? "", expected[last].GetString() ?? "", StringComparison.Ordinal);
    }

    private static void AssertBegins(RecordingRead whole, RecordingRead part)
    {
        Assert.Equal(whole.Texts.Take(part.Rows.Count), part.Texts);
        Assert.Equal(whole.Panes.Take(part.Panes.Count), part.Panes);
        Assert.Equal(whole.Late.Take(part.Late.Count), part.Late);
        Assert.True(part.Panes.Count + part.Late.Count >= part.Rows.Count, "Rows came whose panes did not.");
    }
}
