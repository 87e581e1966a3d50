using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Model.Tests.Windowing;

public sealed class SessionWindowsOfTTests
{
    private static readonly SessionWindows<int> ByValue = SessionWindows.WithGap<int>(value => Duration.FromTicks(value));

    [Fact]
    [Trait("Rule", "8")]
    public void AssignWindows_Element_IsItsOwnGap()
    {
        Assert.Equal([new(3, 8)], Assign(ByValue, 5, 3));
        Assert.Equal([new(3, 10)], Assign(ByValue.WithMaxLength(Duration.FromTicks(10)), 50, 3));
        Assert.Equal([new(EventTime.EndTicks - 1, EventTime.EndTicks)], Assign(ByValue, 5, EventTime.EndTicks - 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void AssignWindows_GapOutsideRange_Throws(int gap) =>
        Assert.Contains("The gap of a session must be", Assert.Throws<ArgumentOutOfRangeException>(() => Assign(ByValue, gap, 0)).Message, StringComparison.Ordinal);

    [Fact]
    public void AssignWindows_NowhereToPutThem_Throws() => Assert.Throws<ArgumentNullException>("windows", () => ByValue.AssignWindows(1, EventTime.StartOfTime, null!));

    [Fact]
    [Trait("Rule", "8")]
    [Trait("Rule", "9")]
    public void MergeWindows_AnyOrder_AreWhatOverlaps() => Seeds.Each(2_000, random =>
    {
        var fn = random.Next(2) == 0 ? ByValue : ByValue.Inclusive();
        fn = random.Next(2) == 0 ? fn : fn.WithMaxLength(Duration.FromTicks(random.Next(1, 40)));
        var windows = Enumerable.Range(0, random.Next(20)).Select(_ => Assign(fn, random.Next(1, 15), random.Next(-60, 60)).Single()).ToArray();

        var atOnce = Merging.AtOnce(fn, windows);
        random.Shuffle(windows);

        Assert.Equal(atOnce, Merging.OneByOne(fn, windows));
        Assert.Equal(Components(fn, windows), atOnce);
    });

    [Fact]
    public void ToString_Settings_Prints()
    {
        Assert.Equal("session by element", ByValue.ToString());
        Assert.Equal("session by element inclusive max 4h", ByValue.WithMaxLength(Duration.FromHours(4)).Inclusive().ToString());
        Assert.Equal(ByValue, ByValue with { });
        Assert.NotEqual(ByValue, ByValue.Inclusive());
        Assert.True(ByValue.IsMerging);
        Assert.Equal(typeof(int), ByValue.ElementType);
        Assert.Throws<ArgumentNullException>("gap", () => SessionWindows.WithGap<int>(null!));
        Assert.Throws<ArgumentOutOfRangeException>("maxLength", () => ByValue.WithMaxLength(Duration.Zero));
    }

    private static List<Window> Assign(SessionWindows<int> fn, int element, long time)
    {
        var windows = new List<Window>();
        fn.AssignWindows(element, EventTime.ToInstant(time), windows);
        return windows;
    }

    // Joins any two that are one session until none are.
    private static HashSet<Window> Components(SessionWindows<int> fn, IEnumerable<Window> windows)
    {
        var sessions = new HashSet<Window>(windows);
        long CutOf(long time) => fn.MaxLength is { } max ? (long)Math.Floor(time / (double)max.BclCompatibleTicks) : 0;
        bool AreOne(Window a, Window b) => a != b && CutOf(a.StartTicks) == CutOf(b.StartTicks)
            && (a.Intersects(b) || (fn.IsInclusive && (a.EndTicks == b.StartTicks || b.EndTicks == a.StartTicks)));
        while (sessions.SelectMany(a => sessions.Where(b => AreOne(a, b)).Select(b => (a, b))).FirstOrDefault() is var (a, b) && a != b)
        {
            sessions.Remove(a);
            sessions.Remove(b);
            sessions.Add(new(Math.Min(a.StartTicks, b.StartTicks), Math.Max(a.EndTicks, b.EndTicks)));
        }

        return sessions;
    }
}
