using NodaTime;

namespace Dataflow.Files.Tests;

public sealed class RowTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Field_EachKind_GivesWhatItHoldsAndRefusesTheRest()
    {
        const string line = """{"at":1,"i":42,"d":2.5,"w":3.0,"s":"h\u00e9","t":"2015-01-01T12:00:26Z","b":true,"n":null,"j":{"at":2},"\u0061b":1}""";
        var row = (await Replay.AllAsync(Recording.ReadRows(files.Write("e.jsonl", line), new RecordingOptions { TimeField = "at" }))).Values[0];
        Assert.Equal(line, row.ToString());
        Assert.Equal((42L, 42.0, "42"), (row["i"].GetInt64(), row["i"].GetDouble(), row["i"].GetString()));
        Assert.Equal((2.5, 3L), (row["d"].GetDouble(), row["w"].GetInt64()));
        Assert.Equal("hé", row["s"].GetString());
        Assert.Equal(Instant.FromUtc(2015, 1, 1, 12, 0, 26), row["t"].GetInstant());
        Assert.Equal(Instant.FromUnixTimeMilliseconds(42), row["i"].GetInstant());
        Assert.True(row["b"].GetBoolean());
        Assert.True(row["n"].IsNull && row["none"].IsNull);
        Assert.Null(row["n"].GetString());
        Assert.Equal((FieldKind.Json, "{\"at\":2}"), (row["j"].Kind, row["j"].ToString()));
        Assert.Equal(FieldKind.Number, row["ab"].Kind);
        Assert.Equal("\"d\" is not a whole number of 64 bits: 2.5", Assert.Throws<FormatException>(() => row["d"].GetInt64()).Message);
        Assert.Equal("\"s\" is not a number: \"h\\u00e9\"", Assert.Throws<FormatException>(() => row["s"].GetNumber()).Message);
        Assert.Equal("\"s\" is not a time: \"h\\u00e9\"", Assert.Throws<FormatException>(() => row["s"].GetInstant()).Message);
        Assert.Equal("\"n\" is neither true nor false: null", Assert.Throws<FormatException>(() => row["n"].GetBoolean()).Message);
        Assert.Equal("no field \"none\"", Assert.Throws<FormatException>(() => row["none"].GetString()).Message);
        Assert.Equal("{}", default(Row).ToString());
        Assert.Equal(FieldKind.Missing, default(Row)["at"].Kind);
    }

    [Theory]
    [InlineData("e.jsonl", "{\"at\":1,\"n\":1e999}")]
    [InlineData("e.csv", "at,n\n1,1e999\n")]
    public async Task Found9_NumberBeyondTheLargestDouble_IsANumberInBothFormats(string name, string content)
    {
        foreach (var fields in new string[]?[] { null, ["n"] })
        {
            var row = (await Replay.AllAsync(Recording.ReadRows(files.Write(name, content), new RecordingOptions { TimeField = "at" }, fields))).Values[0];
            Assert.Equal((FieldKind.Number, "1e999", false), (row["n"].Kind, row["n"].ToString(), row["n"].TryGetNumber(out _)));
        }
    }

    [Fact]
    public async Task ReadRows_Fields_KeepsTheseInOrder()
    {
        var file = files.Write("e.jsonl", """
            {"at":1,"b":"x\/y","a":[1],"c":0}
            {"a":2,"at":2}
            """);
        var rows = await Replay.AllAsync(Recording.ReadRows(file, new RecordingOptions { TimeField = "at" }, ["a", "b", "at"]));
        Assert.Equal(["""{"a":[1],"b":"x/y","at":1}""", """{"a":2,"at":2}"""], rows.Values.Select(r => r.ToString()));
    }

    [Fact]
    public async Task Row_IsKept_StaysWhatItWas()
    {
        var file = files.Write("e.csv", "at,x\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{i * 31}\n")));
        var rows = await Replay.AllAsync(Recording.ReadRows([file], new RecordingOptions { TimeField = "at", BlockSize = 100 }));
        Assert.All(rows.Values.Index(), r => Assert.Equal(r.Index * 31, r.Item["x"].GetInt64()));
        Assert.NotEqual(rows.Values[0], rows.Values[1]);
    }
}
