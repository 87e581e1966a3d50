using System.Text;
using System.Text.Json;

namespace Dataflow.Files.Tests;

public sealed class FieldKeyCacheTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData(8)]
    [InlineData(4096)]
    public async Task Resolve_AnyKeys_AreThoseOfGet(int capacity)
    {
        var json = Enumerable.Range(0, 3_000).Select(seed => $"{{\"at\":{seed},\"k\":{AnyValue(new Random(seed % 700))}}}\n");
        var csv = Enumerable.Range(0, 3_000).Select(seed => $"{seed},{AnyCell(new Random(seed % 700))}\n");
        foreach (var file in new[] { files.Write("k.jsonl", string.Concat(json)), files.Write("k.csv", "at,k\n" + string.Concat(csv)) })
        {
            var expected = await ReadAsync(file, new KeyBinder("k"));
            var deferred = await ReadAsync(file, new DeferringBinder(new FieldKeyCache(["k"], capacity: capacity), "k"));
            Assert.Equal(3_000, expected.Count);
            Assert.Equal(expected.Select(key => key.ToString()), deferred.Select(key => key.ToString()));
            Assert.Equal(expected, deferred);
        }
    }

    [Fact]
    public async Task Resolve_SeveralFields_IsGet()
    {
        var file = files.Write("k.csv", "at,a,b\n" + string.Concat(Enumerable.Range(0, 500).Select(n => $"1,{n % 7},x{n % 11}\n")));
        var deferred = await ReadAsync(file, new DeferringBinder(new FieldKeyCache(["a", "b"]), "a", "b"));
        Assert.Equal(await ReadAsync(file, new KeyBinder("a", "b")), deferred);
        Assert.Equal(77, deferred.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public async Task Resolve_SameSpelling_IsTheSameObject()
    {
        var file = files.Write("k.csv", "at,k\n1,x\n1,y\n1,x\n");
        var keys = await ReadAsync(file, new DeferringBinder(new FieldKeyCache(["k"]), "k"));
        Assert.Same(keys[0], keys[2]);
        Assert.NotEqual(keys[0], keys[1]);
    }

    [Fact]
    public async Task Defer_HalfOfASurrogatePair_NotesNothing()
    {
        var file = files.Write("k.jsonl", "{\"at\":1,\"k\":\"a\"}\n{\"at\":1,\"k\":\"\\ud800\"}\n{\"at\":1,\"k\":[\"\\ud800\"]}\n{\"at\":1,\"k\":\"b\"}\n");
        var skipped = new List<string>();
        var options = new RecordingOptions { TimeField = "at", OnError = OnError.Skip, Skipped = fault => skipped.Add(fault.Problem) };
        var replayed = await Replay.AllAsync(Recording.Read([file], options, new DeferringBinder(new FieldKeyCache(["k"]), "k")));
        Assert.Equal(["\"a\"", "\"b\""], replayed.Values.Select(key => key.ToString()));
        Assert.Equal(2, skipped.Count);
    }

    // Lengths around the longest short spelling, all kinds, with and without escapes.
    private static string AnyValue(Random random) => random.Next(8) switch
    {
        0 => "null",
        1 => random.Next(2) == 0 ? "true" : "false",
        2 => $"{random.Next(-50, 50)}{(random.Next(2) == 0 ? ".0" : "")}",
        3 => new string('7', random.Next(1, 40)),
        4 => $"[{random.Next(3)}, \"{random.Next(3)}\"]",
        5 => $"\"\\u0061{new string('b', random.Next(40))}\"",
        _ => JsonSerializer.Serialize(AnyText(random)),
    };

    private static string AnyCell(Random random) => random.Next(5) switch
    {
        0 => "",
        1 => "\"\"",
        2 => $"{random.Next(-50, 50)}{(random.Next(2) == 0 ? ".0" : "")}",
        3 => $"\"{AnyText(random).Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => new string('k', random.Next(1, 40)),
    };

    private static string AnyText(Random random)
    {
        var text = new StringBuilder();
        while (text.Length < random.Next(40))
        {
            text.Append("ab\"é,\n\0"[random.Next(7)]);
        }

        return text.ToString();
    }

    private static async Task<List<FieldKey>> ReadAsync(string file, RecordBinder<FieldKey> binder)
    {
        var replayed = await Replay.AllAsync(Recording.Read([file], new RecordingOptions { TimeField = "at" }, binder), capacity: 100);
        Assert.Null(replayed.Message);
        return replayed.Values;
    }

    private sealed class DeferringBinder(FieldKeyCache keys, params string[] fields) : RecordBinder<FieldKey>
    {
        public override IReadOnlyList<string> Fields => fields;

        public override FieldKey Bind(RecordView record)
        {
            keys.Defer(record);
            return null!;
        }

        public override void Complete(Span<FieldKey> elements) => keys.Resolve().CopyTo(elements);
    }
}
