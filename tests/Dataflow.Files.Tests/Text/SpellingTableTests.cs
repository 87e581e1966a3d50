using System.Runtime.Intrinsics;
using System.Text;
using Dataflow.Files.Text;

namespace Dataflow.Files.Tests.Text;

public sealed class SpellingTableTests
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(64, 64)]
    [InlineData(300, 512)]
    public void Find_AnySpelling_IsItsOwnValueOrNone(int capacity, int most)
    {
        var random = new Random(capacity);
        var table = new SpellingTable<string>(capacity);
        var texts = Enumerable.Range(0, 2_000).Select(_ => $"{random.Next(1_000)}".PadLeft(random.Next(1, 3) * 20, 'k')).ToArray();
        foreach (var text in texts)
        {
            var found = Find(table, text);
            Assert.True(found is null || found == text, $"{text} is {found}.");
            if (found is null)
            {
                Add(table, text);
                Assert.Equal(text, Find(table, text));
            }
        }

        Assert.InRange(texts.Distinct().Count(text => Find(table, text) is not null), most / 2, most);
    }

    [Fact]
    public void Find_FewSpellings_AreKept()
    {
        var table = new SpellingTable<string>(65_536);
        var texts = Enumerable.Range(0, 10_000).Select(n => $"sensor-{n:00000}").ToArray();
        Array.ForEach(texts, text => Add(table, text));

        // Eight slots in a row that are taken all are rare in a table that is half empty.
        Assert.InRange(texts.Count(text => Find(table, text) == text), 9_900, 10_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(150)]
    public void FindAll_Many_IsFindOfEach(int length)
    {
        var table = new SpellingTable<string>(256);
        Array.ForEach([.. Enumerable.Range(0, 200)], n => Add(table, $"{n}"));
        var wanted = Enumerable.Range(0, length).Select(n => SpellingOf($"{n * 7 % 311}")).ToArray();
        var found = new string?[length];
        table.FindAll(wanted, found);
        Assert.Equal(wanted.Select(spelling => table.Find(spelling, [])), found);
        Assert.Equal(length > 60, found.Contains(null));
    }

    [Fact]
    public void Find_LongTextsOfOneFingerprint_AreToldApart()
    {
        var table = new SpellingTable<string>(8);
        var fingerprint = Spelling.OfLong("a long text that stands for another"u8);
        table.Add(fingerprint, "first"u8, "first");
        Assert.Equal("first", table.Find(fingerprint, "first"u8));
        Assert.Null(table.Find(fingerprint, "other"u8));
        table.Add(fingerprint, "other"u8, "other");
        Assert.Equal("other", table.Find(fingerprint, "other"u8));
        Assert.Equal("first", table.Find(fingerprint, "first"u8));
    }

    [Fact]
    public void Of_TextKindAndLength_AreAllThatCounts()
    {
        var spellings = new HashSet<Vector256<byte>>();
        for (var length = 0; length <= Spelling.MaxLength; length++)
        {
            foreach (var kind in new byte[] { 0, 6, 7 })
            {
                // Zeros are no text, whatever is behind the text is not either.
                var text = new byte[32];
                Random.Shared.NextBytes(text.AsSpan(length));
                var spelling = Spelling.Of(Vector256.Create(text), length, kind);
                Assert.True(spellings.Add(spelling));
                Assert.Equal((length, kind), (Spelling.LengthOf(spelling), Spelling.KindOf(spelling)));
                Random.Shared.NextBytes(text.AsSpan(length));
                Assert.Equal(spelling, Spelling.Of(Vector256.Create(text), length, kind));
            }
        }

        Assert.DoesNotContain(Spelling.OfLong(new byte[40]), spellings);
    }

    private static string? Find(SpellingTable<string> table, string text) =>
        text.Length > Spelling.MaxLength ? table.Find(Spelling.OfLong(Bytes(text)), Bytes(text)) : table.Find(SpellingOf(text), []);

    private static void Add(SpellingTable<string> table, string text)
    {
        if (text.Length > Spelling.MaxLength)
        {
            table.Add(Spelling.OfLong(Bytes(text)), Bytes(text), text);
        }
        else
        {
            table.Add(SpellingOf(text), [], text);
        }
    }

    private static Vector256<byte> SpellingOf(string text) => Spelling.Of(Vector256.Create([.. Bytes(text), .. new byte[32]], 0), text.Length, kind: 1);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
