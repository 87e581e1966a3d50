using Dataflow.Engine.Watermarks;

namespace Dataflow.Engine.Tests.Watermarks;

public sealed class TimeColumnTests
{
    [Fact]
    public void MinMax_AnyLength_IsTheNaiveOne()
    {
        for (var length = 1; length <= 100; length++)
        {
            var times = new long[length];
            for (var place = 0; place < length; place++)
            {
                foreach (var extreme in new[] { long.MinValue, -1, 1, long.MaxValue })
                {
                    times[place] = extreme;
                    Assert.Equal((times.Min(), times.Max()), TimeColumn.MinMax(times));
                }

                times[place] = 0;
            }
        }
    }

    [Fact]
    public void MinMax_Random_IsTheNaiveOne() => Seeds.Each(500, random =>
    {
        var times = Enumerable.Range(0, random.Next(1, 101)).Select(_ => random.NextInt64(long.MinValue, long.MaxValue)).ToArray();
        var from = random.Next(times.Length);

        Assert.Equal((times[from..].Min(), times[from..].Max()), TimeColumn.MinMax(times.AsSpan(from)));
    });

    [Fact]
    public void CountBelow_Random_IsTheNaiveOne() => Seeds.Each(500, random =>
    {
        var times = Enumerable.Range(0, random.Next(101)).Select(_ => random.NextInt64(-5, 5)).ToArray();
        var limit = random.NextInt64(-6, 7);

        Assert.Equal(times.Count(time => time < limit), TimeColumn.CountBelow(times, limit));
    });

    [Fact]
    public void CountUpTo_Random_IsTheNaiveOne() => Seeds.Each(500, random =>
    {
        var end = random.Next(101);
        var times = Enumerable.Range(0, random.Next(101)).Select(i => random.NextInt64(i < end ? 0 : -5, 5)).Select((time, i) => i < end ? -time : time).ToArray();

        Assert.Equal(times.TakeWhile(time => time <= 0).Count(), TimeColumn.CountUpTo(times, 0));
    });

    [Fact]
    public void RunLength_AnyLength_IsTheNaiveOne()
    {
        for (var length = 0; length <= 100; length++)
        {
            for (var run = 0; run <= length; run++)
            {
                var times = Enumerable.Range(0, length).Select(i => i == run ? 10L : i % 10).ToArray();
                Assert.Equal(run, TimeColumn.RunLength(times, 0, 10));
            }
        }
    }

    [Theory]
    [InlineData(0, 10, new long[] { 0, 9, 10 }, 2)]
    [InlineData(0, 10, new long[] { -1, 0 }, 0)]
    [InlineData(-5, 0, new long[] { -5, -1, 0 }, 2)]
    [InlineData(7, 7, new long[] { 7 }, 0)]
    [InlineData(long.MinValue, long.MaxValue, new long[] { long.MinValue, 0, long.MaxValue - 1, long.MaxValue }, 3)]
    public void RunLength_Extremes_IsTheHalfOpenInterval(long start, long end, long[] times, int expected) =>
        Assert.Equal(expected, TimeColumn.RunLength(times, start, end));

    [Fact]
    public void RunLength_AnyWindowAndOneTimeOutside_EndsAtThatTime() => Seeds.Each(500, random =>
    {
        var (start, end) = (random.NextInt64(long.MinValue, long.MaxValue), random.NextInt64(long.MinValue, long.MaxValue));
        (start, end) = (Math.Min(start, end), Math.Max(start, end) + 1);
        var times = Enumerable.Range(0, random.Next(1, 101)).Select(_ => random.NextInt64(start, end)).ToArray();
        times[random.Next(times.Length)] = random.Next(4) switch { 0 => start - 1, 1 => end, 2 => long.MinValue, _ => long.MaxValue };

        Assert.Equal(times.TakeWhile(time => start <= time && time < end).Count(), TimeColumn.RunLength(times, start, end));
    });
}
