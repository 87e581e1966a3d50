using System.Text;
using System.Text.Json;

namespace Dataflow.Files.Tests;

public sealed class RecordViewTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task View_OfJson_ShowsEachField()
    {
        const string line = """{"at":1,"s":"a\/\"","n":1.50,"b":false,"z":null,"j":[ 1 ],"t":"2015-01-01"}""";
        var file = files.Write("e.jsonl", $"  {line} \r\n");
        var shown = (await Replay.AllAsync(Recording.Read([file], new RecordingOptions { TimeField = "at" }, new Show("s", "n", "b", "z", "j", "t", "none", "s")))).Values[0];
        Assert.Equal(
            [
                line,
                """String a/" "a/\"" - -""", "Number 1.50 1.50 1.5 -", "Boolean false false - -", "Null null null - -",
                "Json [ 1 ] [ 1 ] - -", """String 2015-01-01 "2015-01-01" - 2015-01-01T00:00:00Z""", "Missing  null - -", """String a/" "a/\"" - -""",
            ],
            shown);
    }

    [Fact]
    public async Task View_OfCsv_ShowsEachField()
    {
        var file = files.Write("e.csv", "at,s,\"n \"\"q\"\"\",z,e,t\n1,\"a,\"\"b\"\"\",1.50,,\"\",2015-01-01\n");
        var shown = (await Replay.AllAsync(Recording.Read([file], new RecordingOptions { TimeField = "at" }, new Show("s", "n \"q\"", "z", "e", "t", "at", "s")))).Values[0];
        Assert.Equal(
            [
                """{"at":1,"s":"a,\"b\"","n \"q\"":1.50,"z":null,"e":"","t":"2015-01-01"}""",
                """String a,"b" "a,\"b\"" - -""", "Number 1.50 1.50 1.5 -", "Null  null - -", "String  \"\" - -",
                """String 2015-01-01 "2015-01-01" - 2015-01-01T00:00:00Z""", "Number 1 1 1 1970-01-01T00:00:00.001Z", """String a,"b" "a,\"b\"" - -""",
            ],
            shown);
    }

    [Fact]
    public async Task GetText_OfSeveralEscapedFields_HoldsThemAll()
    {
        var file = files.Write("e.jsonl", "{\"at\":1,\"a\":\"x\\n\",\"b\":\"\\u00e9y\"}\n{\"at\":1,\"a\":\"long enough to need more memory\\t\",\"b\":\"\\\\\"}\n");
        var joined = await Replay.AllAsync(Recording.Read([file], new RecordingOptions { TimeField = "at" }, new Join()));
        Assert.Equal(["x\n|éy|x\n", "long enough to need more memory\t|\\|long enough to need more memory\t"], joined.Values);
    }

    private sealed class Join : RecordBinder<string>
    {
        public override IReadOnlyList<string> Fields { get; } = ["a", "b"];

        public override string Bind(RecordView record)
        {
            var first = record.GetText(0);
            var second = record.GetText(1);
            var again = record.GetText(0);
            return $"{Encoding.UTF8.GetString(first)}|{Encoding.UTF8.GetString(second)}|{Encoding.UTF8.GetString(again)}";
        }
    }

    /// <summary>The whole record, then each field: its kind, text, JSON, number and time.</summary>
    private sealed class Show(params string[] fields) : RecordBinder<string[]>
    {
        public override IReadOnlyList<string> Fields => fields;

        public override string[] Bind(RecordView record)
        {
            var written = new MemoryStream();
            using (var writer = new Utf8JsonWriter(written))
            {
                record.WriteTo(writer);
            }

            Assert.Equal(record.ToJson(), written.ToArray());
            var shown = new List<string> { Encoding.UTF8.GetString(record.ToJson()) };
            for (var i = 0; i < fields.Length; i++)
            {
                var number = record.TryGetNumber(i, out var n) ? n.ToString() : "-";
                var time = record.TryGetTicks(i, out var ticks) ? TimestampText.ToText(ticks) : "-";
                shown.Add($"{record.GetKind(i)} {Encoding.UTF8.GetString(record.GetText(i))} {Encoding.UTF8.GetString(record.GetJson(i))} {number} {time}");
            }

            return [.. shown];
        }
    }
}
