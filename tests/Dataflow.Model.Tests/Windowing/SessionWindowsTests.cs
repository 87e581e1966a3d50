using System.Numerics;
using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Model.Tests.Windowing;

public sealed class SessionWindowsTests
{
    private static readonly Instant Noon = Instant.FromUtc(2015, 1, 1, 12, 0);

    [Fact]
    [Trait("Rule", "8")]
    public void AssignWindow_Time_IsTheGapFromIt()
    {
        Assert.Equal(new Window(Noon, Noon + Duration.FromMinutes(30)), SessionWindows.WithGap(Duration.FromMinutes(30)).AssignWindow(Noon));
        Assert.Equal(new Window(-7, -6), SessionWindows.WithGap(Duration.FromTicks(1)).AssignWindow(EventTime.ToInstant(-7)));
    }

    [Fact]
    public void AssignWindow_EndsOfTime_IsCut()
    {
        var longest = SessionWindows.WithGap(Duration.FromTicks(EventTime.MaxSpanTicks));

        Assert.Equal(new Window(EventTime.EndTicks - 1, EventTime.EndTicks), longest.AssignWindow(EventTime.MaxTimestamp));
        Assert.Equal(new Window(EventTime.StartTicks, EventTime.StartTicks + EventTime.MaxSpanTicks), longest.AssignWindow(EventTime.StartOfTime));
    }

    [Theory]
    [InlineData(0, 0, 10)]
    [InlineData(3, 3, 10)]
    [InlineData(9, 9, 10)]
    [InlineData(10, 10, 20)]
    [InlineData(-1, -1, 0)]
    [InlineData(-10, -10, 0)]
    [InlineData(-11, -11, -10)]
    public void AssignWindow_MaxLength_IsCutAtItsMultiples(long time, long start, long end) => Assert.Equal(
        new Window(start, end), SessionWindows.WithGap(Duration.FromTicks(10)).WithMaxLength(Duration.FromTicks(10)).AssignWindow(EventTime.ToInstant(time)));

    [Fact]
    [Trait("Rule", "8")]
    [Trait("Choice", "4")]
    public void MergeWindows_Touching_AreOneOnlyIfInclusive()
    {
        IMergingWindows exclusive = SessionWindows.WithGap(Duration.FromTicks(10));
        IMergingWindows inclusive = SessionWindows.WithGap(Duration.FromTicks(10)).Inclusive();

        Assert.Equal([new(0, 10), new(10, 20)], Merging.AtOnce(exclusive, [new(0, 10), new(10, 20)]));
        Assert.Equal([new(0, 20)], Merging.AtOnce(inclusive, [new(0, 10), new(10, 20)]));
        Assert.Equal([new(0, 19)], Merging.AtOnce(exclusive, [new(0, 10), new(9, 19)]));
        Assert.Equal([new(0, 10), new(11, 21)], Merging.AtOnce(inclusive, [new(0, 10), new(11, 21)]));
    }

    [Fact]
    public void MergeWindows_InclusiveAtACut_StayApart()
    {
        IMergingWindows fn = SessionWindows.WithGap(Duration.FromTicks(10)).Inclusive().WithMaxLength(Duration.FromTicks(10));

        Assert.Equal([new(5, 10), new(10, 20)], Merging.AtOnce(fn, [new(5, 10), new(10, 20)]));
        Assert.Equal([new(0, 10)], Merging.AtOnce(fn, [new(0, 10), new(5, 10), new(9, 10)]));
    }

    [Fact]
    [Trait("Rule", "9")]
    public void MergeWindows_Overlaps_AreTransitive()
    {
        var merger = new WindowMerger([new(8, 18), new(30, 40), new(0, 10), new(16, 26)]);
        ((IMergingWindows)SessionWindows.WithGap(Duration.FromTicks(10))).MergeWindows(merger);

        var merge = Assert.Single(merger.Merges);
        Assert.Equal([new(0, 10), new(8, 18), new(16, 26)], merge.Merged);
        Assert.Equal(new Window(0, 26), merge.Into);
        Assert.Equal(new Window(30, 40), merger.ResultOf(new(30, 40)));
    }

    [Fact]
    [Trait("Rule", "8")]
    [Trait("Rule", "9")]
    [Trait("Choice", "4")]
    public void MergeWindows_Random_AreTheSessionsByDefinition() => Seeds.Each(3_000, random =>
    {
        var (fn, times) = NextCase(random);
        var expected = Sessions(fn, times);
        var windows = times.Select(time => fn.AssignWindow(EventTime.ToInstant(time))).ToArray();

        var atOnce = Merging.AtOnce(fn, windows);
        Assert.Equal(expected, atOnce.OrderBy(window => window.StartTicks));
        Assert.Equal(atOnce, Merging.AtOnce(fn, atOnce));
        Assert.Equal(atOnce, Merging.OneByOne(fn, windows));
        random.Shuffle(windows);
        Assert.Equal(atOnce, Merging.OneByOne(fn, windows));

        // Any part may have merged by itself.
        var cut = random.Next(windows.Length + 1);
        Assert.Equal(atOnce, Merging.AtOnce(fn, Merging.OneByOne(fn, windows[..cut]).Concat(Merging.AtOnce(fn, windows[cut..]))));
        if (fn.MaxLength is { } max)
        {
            Assert.All(atOnce, window => Assert.True(window.End - window.Start <= max, $"{window} is longer than {max}."));
        }
    });

    [Fact]
    public void With_Settings_CompareAndPrint()
    {
        var session = SessionWindows.WithGap(Duration.FromMinutes(30));

        Assert.Equal("session 30m", session.ToString());
        Assert.Equal("session 30m inclusive max 4h", session.WithMaxLength(Duration.FromHours(4)).Inclusive().ToString());
        Assert.Equal(session.Inclusive(), SessionWindows.WithGap(Duration.FromMinutes(30)).Inclusive());
        Assert.NotEqual(session, session.Inclusive());
        Assert.NotEqual(session, session.WithMaxLength(Duration.FromHours(4)));
        Assert.True(session.IsMerging);
    }

    [Fact]
    public void With_SpansOutsideRange_Throws()
    {
        Duration[] spans = [Duration.Zero, Duration.FromTicks(-1), Duration.FromNanoseconds(150), Duration.MaxValue];
        var session = SessionWindows.WithGap(Duration.FromMinutes(30));

        Assert.All(spans, gap => Assert.Throws<ArgumentOutOfRangeException>(nameof(gap), () => SessionWindows.WithGap(gap)));
        Assert.All(spans, maxLength => Assert.Throws<ArgumentOutOfRangeException>(nameof(maxLength), () => session.WithMaxLength(maxLength)));
        Assert.Contains("at least their gap 30m, but it is 29m", Assert.Throws<ArgumentOutOfRangeException>(() => session.WithMaxLength(Duration.FromMinutes(29))).Message, StringComparison.Ordinal);
        Assert.Equal(Duration.FromMinutes(30), session.WithMaxLength(Duration.FromMinutes(30)).MaxLength);
    }

    private static (SessionWindows Fn, long[] Times) NextCase(Random random)
    {
        var gap = random.NextInt64(1, random.Next(4) == 0 ? EventTime.MaxSpanTicks >> random.Next(60) : 20);
        var fn = SessionWindows.WithGap(Duration.FromTicks(gap));
        fn = random.Next(2) == 0 ? fn : fn.Inclusive();
        fn = random.Next(2) == 0 ? fn : fn.WithMaxLength(Duration.FromTicks(gap + random.NextInt64(Math.Min(Math.Min(gap, EventTime.MaxSpanTicks / 4) * 3, EventTime.MaxSpanTicks - gap) + 1)));
        var spread = Math.Min(gap, EventTime.MaxSpanTicks / 40) * 20;
        var origin = random.Next(3) switch { 0 => 0, 1 => EventTime.StartTicks, _ => EventTime.EndTicks };
        return (fn, [.. Enumerable.Range(0, random.Next(30)).Select(_ => Math.Clamp(origin + random.NextInt64(-spread, spread + 1), EventTime.StartTicks, EventTime.EndTicks - 1))]);
    }

    // A session ends where the next time is a gap away, or behind a multiple of the greatest length.
    private static List<Window> Sessions(SessionWindows fn, long[] times)
    {
        var gap = new BigInteger(fn.Gap.BclCompatibleTicks);
        BigInteger? max = fn.MaxLength?.BclCompatibleTicks;
        BigInteger CutAfter(BigInteger time) => max is { } m ? ((BigInteger.DivRem(time, m, out var rest) + (rest.Sign < 0 ? 0 : 1)) * m) : EventTime.EndTicks;
        BigInteger EndOf(BigInteger time) => BigInteger.Min(BigInteger.Min(time + gap, CutAfter(time)), EventTime.EndTicks);

        var sessions = new List<Window>();
        foreach (var time in times.Order())
        {
            var joins = sessions.Count > 0
                && CutAfter(sessions[^1].StartTicks) == CutAfter(time)
                && (sessions[^1].EndTicks > time || (fn.IsInclusive && sessions[^1].EndTicks == time));
            if (joins)
            {
                sessions[^1] = new(sessions[^1].StartTicks, (long)EndOf(time));
            }
            else
            {
                sessions.Add(new(time, (long)EndOf(time)));
            }
        }

        return sessions;
    }
}
