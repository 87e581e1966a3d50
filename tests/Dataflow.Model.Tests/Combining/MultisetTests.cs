using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class MultisetTests
{
    [Fact]
    [Trait("Choice", "7")]
    public void Remove_AnyInterleaving_TakesOutTheFirstEqual() => Seeds.Each(300, random =>
    {
        var (expected, values) = (new List<Alike?>(), new Multiset<Alike?>());
        var (kinds, steps) = (random.Next(1, 20), random.Next(400));
        for (var step = 0; step < steps; step++)
        {
            // Phases that grow and phases that shrink.
            if (expected.Count == 0 || random.Next(100) < (step / 50 % 2 == 0 ? 75 : 25))
            {
                expected.Add(random.Next(9) == 0 ? null : new Alike(random.Next(kinds), random.Next()));
                values.Add(expected[^1]);
            }
            else
            {
                var value = expected[random.Next(expected.Count)] is { } one ? new Alike(one.Kind, -1) : null;
                expected.Remove(value);
                values.Remove(value);
            }

            Assert.Equal(expected.Count, values.Count);
        }

        Assert.Equal(expected.Select(value => value?.Tag), values.Select(value => value?.Tag));
    });

    [Fact]
    [Trait("Rule", "59")]
    public void Remove_NotThere_ThrowsWithTheValue()
    {
        var values = new Multiset<string?> { "a", "b", "a" };
        values.Remove("a");
        values.Remove("a");

        Assert.Contains("The value 'a' cannot", Assert.Throws<InvalidOperationException>(() => values.Remove("a")).Message, StringComparison.Ordinal);
        Assert.Contains("footnote 12", Assert.Throws<InvalidOperationException>(() => values.Remove(null)).Message, StringComparison.Ordinal);
        Assert.Equal(["b"], values);
        Assert.Single(values);
    }

    [Fact]
    public void Remove_NotANumber_TakesItOut()
    {
        var values = new Multiset<double> { double.NaN, 1, double.NaN };

        values.Remove(double.NaN);

        Assert.Equal([1, double.NaN], values);
    }

    // Minutes if a removal were to look through all values.
    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void Remove_MillionValues_TakesConstantTime(int kinds)
    {
        var values = new Multiset<int>();
        for (var i = 0; i < 1_000_000; i++)
        {
            values.Add(i % kinds);
        }

        for (var i = 0; i < 999_999; i++)
        {
            values.Remove(i % kinds);
            values.Add(-1);
            values.Remove(-1);
        }

        Assert.Equal([999_999 % kinds], values);
    }
}
