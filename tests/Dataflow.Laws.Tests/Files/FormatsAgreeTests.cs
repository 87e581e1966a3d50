using System.Text;
using Dataflow.Files;
using Dataflow.Testing.Generation;
using NodaTime;

namespace Dataflow.Laws.Tests.Files;

public sealed class FormatsAgreeTests : IDisposable
{
    private readonly LawFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Read_SameTableInBothFormats_SameEventsTimesAndArrivals()
    {
        var tables = Generate.From(EventTable.Next, EventTable.Shrink);
        Law.Check("JSON Lines and CSV of the same data are the same stream", FsCheck.Fluent.Arb.Convert(tables, table => new TwoFormats(table), both => both.Table), both =>
        {
            var table = both.Table;
            var options = RecordingRead.Options with { ArrivalField = "arrived", BlockSize = 1 + (table.Seed % 300) };
            var paths = (Json: files.Write("a.jsonl", both.Json.Content), Csv: files.Write("a.csv", both.Csv.Content));
            var (json, csv) = (RecordingRead.Of(paths.Json, options, table.Columns), RecordingRead.Of(paths.Csv, options, table.Columns));
            Assert.Null(json.Fault);
            Assert.Null(csv.Fault);
            Assert.Equal(json.Texts, csv.Texts);
            AssertHolds(table, json);
            AssertHolds(table, RecordingRead.Of(paths.Json, options));
            AssertHolds(table, RecordingRead.Of(paths.Csv, options));
            return table.Rows.Count;
        });
    }

    private static void AssertHolds(EventTable table, RecordingRead read)
    {
        var clock = Instant.MinValue;
        Assert.Equal(table.Rows.Count, read.Rows.Count);
        foreach (var (expected, actual) in table.Rows.Zip(read.Rows))
        {
            clock = Instant.Max(clock, expected.Arrival);
            Assert.Equal((expected.Time, clock), (actual.Timestamp, actual.ProcessingTime));
            foreach (var (name, cell) in table.Columns.Zip(expected.Cells))
            {
                var field = actual.Value[name];
                Assert.Equal((cell, cell is null ? FieldKind.Null : Cells.IsNumber(cell) ? FieldKind.Number : FieldKind.String), (field.GetString(), field.Kind));
            }
        }
    }

    private sealed record TwoFormats(EventTable Table)
    {
        public WrittenTable Json { get; } = WrittenTable.Json(Table);

        public WrittenTable Csv { get; } = WrittenTable.Csv(Table);

        public override string ToString() => $"{Encoding.UTF8.GetString(Json.Content)}\n\n{Encoding.UTF8.GetString(Csv.Content)}";
    }
}
