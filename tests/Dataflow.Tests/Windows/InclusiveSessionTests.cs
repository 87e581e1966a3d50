using Dataflow.Combining;
using Dataflow.Testing;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Windows;

[Trait("Choice", "4")]
public sealed class InclusiveSessionTests
{
    [Fact]
    public void InclusiveSessions_ElementsAGapApartUnderAPerfectWatermark_AreOneAsInABatch()
    {
        // The watermark stands at the end of the session, 60, when the element at 60 comes.
        foreach (var watermark in new[] { WatermarkPolicy.Perfect, WatermarkPolicy.Monotonic })
        {
            var sessions = Schedules.Run(p => p.Create([0.0, 60, 120, 181], Streams.At, watermark)
                .WindowInto(SessionWindows.WithGap(Duration.FromMinutes(1)).Inclusive()).CountPerKey(_ => "k"));
            Assert.Equal([3, 1], sessions.Select(session => session.Value.Value));
            Assert.All(sessions, session => Assert.Equal("ON_TIME 0/0 first last", $"{session.Pane}"));
        }
    }

    [Fact]
    public void InclusiveSessions_RandomStreamUnderAPerfectWatermark_AreThoseOfTheSortedInput()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var events = Streams.Random(count: 60, keys: 2, disorder: 30, seed);
            foreach (var isInclusive in new[] { false, true })
            {
                var windows = SessionWindows.WithGap(Duration.FromSeconds(3));
                var sessions = Schedules.Run(p => p.Create(events, e => e.Time).WindowInto(isInclusive ? windows.Inclusive() : windows).CountPerKey(e => e.Key));
                Assert.Equal(
                    Sessionised(events, isInclusive).Order(StringComparer.Ordinal),
                    sessions.Select(session => $"{session.Value.Key} {session.Window.Start.ToUnixTimeSeconds()} {session.Value.Value}").Order(StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public void InclusiveSessions_PaneOfASessionThatWaitsForItsLastInstant_IsNotLateDownstream()
    {
        var late = new List<LateElement<KV<string, long>>>();
        var totals = Schedules.Run(p =>
        {
            late.Clear();
            var second = p.Read(TestStream.Of<int>().Add(1, Streams.At(3)).AdvanceWatermarkTo(Streams.At(10)).Add(1, Streams.At(30)).AdvanceWatermarkToInfinity())
                .WindowInto(SessionWindows.WithGap(Duration.FromSeconds(7)).Inclusive()).CountPerKey(_ => "k")
                .WindowInto(FixedWindows.Of(Duration.FromSeconds(10))).SumPerKey(_ => "k", count => count.Value);
            second.Late.ToList(late);
            return second;
        });
        Assert.Empty(late);
        Assert.Equal([1, 1], totals.Select(total => total.Value.Value));
    }

    [Theory]
    [InlineData("Default", 0, "w6 4")]
    [InlineData("Default", 3, "4 w9 4")]
    [InlineData("AfterWatermark(early: AfterCount(1), late: AfterCount(1))", 0, "4 w6")]
    [InlineData("AfterWatermark(early: AfterCount(1), late: AfterCount(1))", 0, "4 w4 6 w6")]
    [InlineData("AfterWatermark(early: AfterCount(1), late: AfterCount(1))", 3, "4 w6 6 w9 5 w11")]
    public void InclusiveSessions_WatermarkAtTheirVeryEnd_LosesNothingDownstream(string trigger, int lateness, string script)
    {
        var stream = script.Split(' ').Aggregate(TestStream.Of<int>(), (stream, step) =>
            step[0] == 'w' ? stream.AdvanceWatermarkTo(Streams.At(int.Parse(step[1..]))) : stream.Add(1, Streams.At(int.Parse(step))));
        var late = new List<LateElement<KV<string, long>>>();
        var lists = Schedules.Run(p =>
        {
            late.Clear();
            var second = p.Read(stream)
                .WindowInto(WindowingStrategy.Parse($"window session 2s inclusive, trigger {trigger}, lateness {lateness}s, accumulation retracting")).CountPerKey(_ => "k")
                .WindowInto(WindowingStrategy.Parse("window fixed 2s, accumulation retracting")).CombinePerKey(_ => "k", count => count.Value, Combine.List<long>());
            second.Late.ToList(late);
            return second.Select(list => string.Join(" ", list.Value));
        });

        Assert.Empty(late);
        var left = Retractions.FinalState.Of(lists);
        Assert.Equal(script.Split(' ').Count(step => step[0] != 'w'), left.Sum(pane => pane.Value.Split(' ').Sum(int.Parse)));
    }

    private static IEnumerable<string> Sessionised(IReadOnlyList<Streams.Reading> events, bool isInclusive)
    {
        foreach (var key in events.GroupBy(e => e.Key))
        {
            var times = key.Select(e => e.Time.ToUnixTimeSeconds()).Order().ToList();
            var first = 0;
            for (var i = 1; i <= times.Count; i++)
            {
                if (i == times.Count || times[i] - times[i - 1] > (isInclusive ? 3 : 2))
                {
                    yield return $"{key.Key} {times[first]} {i - first}";
                    first = i;
                }
            }
        }
    }
}
