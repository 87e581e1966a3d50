namespace Dataflow.Files.Tests;

public sealed class FieldKeyTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("\"red\"", "\"red\"")]
    [InlineData("\"r\\u0065d\"", "\"red\"")]
    [InlineData("\"a\\/b\"", "\"a/b\"")]
    [InlineData("\"\\u00e9\\n\\\"\"", "\"é\\n\\\"\"")]
    [InlineData("1", "1")]
    [InlineData("1.0", "1")]
    [InlineData("1e0", "1")]
    [InlineData("-0.0", "0")]
    [InlineData("\"1\"", "\"1\"")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("[1.0, {\"a\" : \"\\u0061\"}, [], true]", "[1,{\"a\":\"a\"},[],true]")]
    public async Task Get_OneField_IsCanonicalJson(string value, string expected)
    {
        var keys = await ReadAsync($"{{\"at\":1,\"k\":{value}}}\n{{\"at\":1,\"k\":{expected}}}\n", "k");
        Assert.Equal(expected, keys[0].ToString());
        Assert.Equal(keys[1], keys[0]);
        Assert.Equal(keys[1].GetHashCode(), keys[0].GetHashCode());
    }

    [Fact]
    public async Task Get_SeveralFields_IsAnObject()
    {
        var keys = await ReadAsync("{\"at\":1,\"a\":\"x\",\"b\":1.0}\n{\"b\":1,\"a\":\"x\",\"at\":1}\n{\"at\":1,\"a\":\"x1\"}\n{\"at\":1,\"b\":\"x\"}\n", "a", "b");
        Assert.Equal("""{"a":"x","b":1}""", keys[0].ToString());
        Assert.Equal(keys[0], keys[1]);
        Assert.Equal("""{"a":"x1","b":null}""", keys[2].ToString());
        Assert.Equal("""{"a":null,"b":"x"}""", keys[3].ToString());
    }

    [Fact]
    public async Task Get_SameSpelling_IsTheSameObject()
    {
        var keys = await ReadAsync("{\"at\":1,\"k\":\"x\"}\n{\"at\":1,\"k\":7}\n{\"at\":1,\"k\":\"x\"}\n", "k");
        Assert.Same(keys[0], keys[2]);
        Assert.NotEqual(keys[0], keys[1]);
    }

    [Fact]
    public async Task Get_MoreKeysThanTheCacheHolds_StaysRight()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 20_000).Select(_ => random.Next(500)).ToArray();
        var file = files.Write("e.csv", "at,k,l\n" + string.Concat(values.Select(v => $"1,{v},t{v % 7}\n")));
        foreach (var capacity in new[] { 1, 64, 65_536 })
        {
            var cache = new FieldKeyCache(["k", "l"], 1, capacity);
            var keys = await Replay.AllAsync(Recording.Read([file], new RecordingOptions { TimeField = "at" }, new CacheBinder(cache)));
            Assert.Equal(values.Select(v => $"{{\"k\":{v},\"l\":\"t{v % 7}\"}}"), keys.Values.Select(k => k.ToString()));
            Assert.Equal(values.Distinct().Count(), keys.Values.Distinct().Count());
        }
    }

    [Fact]
    public async Task Get_FromCsvAndJson_IsEqual()
    {
        var csv = files.Write("e.csv", "at,k\n1,red\n1,\"red\"\n1,17\n1,\n1,\"\"\n1,\"say \"\"hi\"\"\"\n");
        var json = files.Write("e.jsonl", "{\"at\":1,\"k\":\"red\"}\n{\"at\":1,\"k\":\"red\"}\n{\"at\":1,\"k\":17.0}\n{\"at\":1}\n{\"at\":1,\"k\":\"\"}\n{\"at\":1,\"k\":\"say \\\"hi\\\"\"}\n");
        var options = new RecordingOptions { TimeField = "at" };
        var fromCsv = await Replay.AllAsync(Recording.Read([csv], options, new KeyBinder("k")));
        var fromJson = await Replay.AllAsync(Recording.Read([json], options, new KeyBinder("k")));
        Assert.Equal(["\"red\"", "\"red\"", "17", "null", "\"\"", "\"say \\\"hi\\\"\""], fromCsv.Values.Select(k => k.ToString()));
        Assert.Equal(fromCsv.Values, fromJson.Values);
    }

    private async Task<List<FieldKey>> ReadAsync(string lines, params string[] fields)
    {
        var replayed = await Replay.AllAsync(Recording.Read([files.Write("k.jsonl", lines)], new RecordingOptions { TimeField = "at" }, new KeyBinder(fields)));
        Assert.Null(replayed.Message);
        return replayed.Values;
    }

    private sealed class CacheBinder(FieldKeyCache cache) : RecordBinder<FieldKey>
    {
        public override IReadOnlyList<string> Fields { get; } = ["at", "k", "l"];

        public override FieldKey Bind(RecordView record) => cache.Get(record);
    }
}
