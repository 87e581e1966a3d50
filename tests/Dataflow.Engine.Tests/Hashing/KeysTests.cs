using Dataflow.Engine.Hashing;

namespace Dataflow.Engine.Tests.Hashing;

public sealed class KeysTests
{
    [Fact]
    public void HashOf_EqualStrings_IsTheSame() => Seeds.Each(200, random =>
    {
        var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(1, 0x3000))]);

        Assert.Equal(Keys.HashOf(text), Keys.HashOf(new string(text.AsSpan())));
        Assert.Equal(Keys.HashOf(text), Keys.HashOf<object>(text));
    });

    [Fact]
    public void HashOf_StringsThatDifferInOneCharacter_Differ()
    {
        // Two of n hashes of 32 bits are the same with a chance of n²/2³³: of 1,335 it is 1 in 5,000, so one pair may be.
        List<string> texts = [];
        for (var length = 0; length < 30; length++)
        {
            texts.Add(new string('a', length));
            texts.AddRange(from place in Enumerable.Range(0, length) from other in "bc\0" select new string('a', place) + other + new string('a', length - place - 1));
        }

        Assert.True(texts.Count - texts.Select(Keys.HashOf).Distinct().Count() <= 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void HashOf_ManyNumberedKeys_FillsAllBits(int shift)
    {
        var buckets = new int[1 << 16];
        for (var i = 0; i < 1 << 18; i++)
        {
            buckets[(Keys.HashOf($"sensor-{i}") >> shift) & 0xFFFF]++;
        }

        // Four in each on average; the chance that any has 40 is below 1 in 10^20.
        Assert.InRange(buckets.Max(), 5, 40);
        Assert.InRange(buckets.Count(count => count == 0), 500, 2500);
    }

    [Fact]
    public void AreEqual_StringsAndNull_AreAsTheDefault()
    {
        string?[] keys = [null, "", "a", new string(['a']), "b", "aa"];
        foreach (var (one, other) in from one in keys from other in keys select (one, other))
        {
            Assert.Equal(EqualityComparer<string?>.Default.Equals(one, other), Keys.AreEqual(one, other));
            Assert.Equal(EqualityComparer<object?>.Default.Equals(one, other), Keys.AreEqual<object?>(one, other));
        }

        Assert.Equal(0, Keys.HashOf<string?>(null));
        Assert.False(Keys.AreEqual<object>("1", 1));
        Assert.False(Keys.AreEqual<object>(1, "1"));
        Assert.True(Keys.AreEqual<object>(1, 1));
        Assert.Equal(1.GetHashCode(), Keys.HashOf(1));
    }
}
