using NodaTime;

namespace Dataflow.Files.Tests;

public sealed class RecordBinderTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1000)]
    public async Task Complete_EachElement_OnceAndInOrder(int capacity)
    {
        var lines = Enumerable.Range(0, 500).Select(n => n % 50 == 17 ? "{\"$watermark\":1}" : n % 90 == 3 ? "broken" : $"{{\"at\":{n},\"n\":{n}}}");
        var file = files.Write("n.jsonl", string.Join('\n', lines));
        var binder = new CountingBinder();
        var replayed = await Replay.AllAsync(Recording.Read([file], new RecordingOptions { TimeField = "at", OnError = OnError.Skip }, binder), capacity);
        var expected = Enumerable.Range(0, 500).Where(n => n % 50 != 17 && n % 90 != 3).ToArray();
        Assert.Equal(expected.Select(n => $"{n} complete"), replayed.Values);
        Assert.Equal(expected.Select(n => $"{n}"), binder.Completed);
    }

    [Fact]
    public async Task Complete_BeforeAFault_IsCalled()
    {
        var file = files.Write("n.jsonl", "{\"at\":1,\"n\":1}\n{\"at\":2,\"n\":2}\nbroken\n");
        var replayed = await Replay.AllAsync(Recording.Read([file], new RecordingOptions { TimeField = "at" }, new CountingBinder()));
        Assert.Equal(["1 complete", "2 complete"], replayed.Values);
        Assert.NotNull(replayed.Message);
    }

    [Fact]
    public async Task Complete_TimeOfTheElement_SeesItComplete()
    {
        var file = files.Write("n.jsonl", string.Concat(Enumerable.Range(0, 100).Select(n => $"{{\"n\":{n}}}\n")));
        var binder = new CountingBinder();
        var source = new Files.Records.RecordingSource<string>([file], new RecordingOptions(), TimeOf, binder);
        var replayed = await Replay.AllAsync(source);
        Assert.Equal(Enumerable.Range(0, 100).Select(n => $"{n} complete"), replayed.Values);
        Assert.Equal(100, binder.Completed.Count);

        static Instant TimeOf(string element)
        {
            Assert.EndsWith(" complete", element, StringComparison.Ordinal);
            return Instant.FromUnixTimeSeconds(1);
        }
    }

    private sealed class CountingBinder : RecordBinder<string>
    {
        public List<string> Completed { get; } = [];

        public override IReadOnlyList<string> Fields { get; } = ["n"];

        public override string Bind(RecordView record) => $"{record.GetNumber(0)}";

        public override void Complete(Span<string> elements)
        {
            Assert.NotEqual(0, elements.Length);
            foreach (ref var element in elements)
            {
                Completed.Add(element);
                element += " complete";
            }
        }
    }
}
