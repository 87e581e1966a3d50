using Dataflow.Windowing;

namespace Dataflow.Laws.Tests.Windows;

public sealed class SessionMergingTests
{
    [Fact]
    public void Merge_AnyOrderAndGrouping_GivesTheSameSessions() => Law.Check("merging sessions in any order and grouping", SessionCase.Arbitrary(), input =>
    {
        var random = new Random(input.Seed);
        var all = input.Merge(input.Windows);
        var groups = input.Windows.Select(window => new HashSet<Window> { window }).ToList();
        while (groups.Count > 1)
        {
            var (first, second) = (random.Next(groups.Count), random.Next(groups.Count - 1));
            var one = groups[first];
            groups.RemoveAt(first);
            groups[second] = input.Merge([.. one, .. groups[second]]);
        }

        var merged = groups.SingleOrDefault([]);
        Assert.True(all.SetEquals(merged), $"{Text(all)} at once, but {Text(merged)} by and by.");
        return input.Elements.Count;
    });

    [Fact]
    public void Merge_Merged_ChangesNothing() => Law.Check("merging sessions again changes nothing", SessionCase.Arbitrary(), input =>
    {
        var merged = input.Merge(input.Windows);
        Assert.True(merged.SetEquals(input.Merge(merged)), $"{Text(merged)} became {Text(input.Merge(merged))}.");
        Assert.True(merged.SetEquals(input.Merge([.. merged, .. input.Windows])), $"{Text(merged)} with what it is made of became {Text(input.Merge([.. merged, .. input.Windows]))}.");
        return input.Elements.Count;
    });

    [Fact]
    public void Merge_WindowsOfElements_AreTheConnectedOnes() => Law.Check("sessions are windows that hang together", SessionCase.Arbitrary(), input =>
    {
        var (merged, expected) = (input.Merge(input.Windows), Connected(input));
        Assert.True(merged.SetEquals(expected), $"It should be {Text(expected)} but is {Text(merged)}.");
        return input.Elements.Count;
    });

    // Any two windows between the same cuts that meet are joined, until none do.
    private static List<Window> Connected(SessionCase input)
    {
        var windows = input.Windows.ToList();
        for (var i = 0; i < windows.Count;)
        {
            var (window, other) = (windows[i], windows.FindIndex(i + 1, other => AreOne(input.Sessions, windows[i], other)));
            if (other < 0)
            {
                i++;
                continue;
            }

            windows[i] = new Window(Math.Min(window.StartTicks, windows[other].StartTicks), Math.Max(window.EndTicks, windows[other].EndTicks));
            windows.RemoveAt(other);
            i = 0;
        }

        return windows;
    }

    private static bool AreOne(SessionWindows sessions, Window left, Window right) =>
        (left.Intersects(right) || (sessions.IsInclusive && (left.EndTicks == right.StartTicks || right.EndTicks == left.StartTicks)))
        && (sessions.MaxLength is not { } length || Cell(left, length.BclCompatibleTicks) == Cell(right, length.BclCompatibleTicks));

    private static long Cell(Window window, long length) => (long)Math.Floor((decimal)window.StartTicks / length);

    private static string Text(IEnumerable<Window> windows) => string.Join(" ", windows.Order());
}
