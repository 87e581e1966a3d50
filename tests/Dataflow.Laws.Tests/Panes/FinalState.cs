using Dataflow.Reference;
using Interval = Dataflow.Reference.Interval;

namespace Dataflow.Laws.Tests.Panes;

/// <summary>What is left of panes that accumulate and retract, when each retraction has taken out what it takes back.</summary>
internal static class FinalState
{
    /// <summary>The panes that stand, by key and window.</summary>
    public static SortedDictionary<(string Key, Int128 End, Int128 Start), Pane> Of(Outcome outcome)
    {
        var standing = new SortedDictionary<(string Key, Int128 End, Int128 Start), Pane>();
        foreach (var pane in outcome.Panes.Cast<Pane>())
        {
            var place = (pane.Key, pane.Window.End, pane.Window.Start);
            if (pane.IsRetraction)
            {
                Assert.True(standing.Remove(place, out var taken), $"Nothing stands that this takes back: {Outcome.Text(pane)}");
                Assert.Equal(taken with { IsRetraction = true, Clock = pane.Clock, Watermark = pane.Watermark }, pane);
            }
            else
            {
                Assert.True(standing.TryAdd(place, pane), $"What stands was not taken back before this: {Outcome.Text(pane)}");
            }
        }

        return standing;
    }

    /// <summary>What stands, a line each; the values of lists in order.</summary>
    public static string TextOf(Outcome outcome) => string.Join("\n", Of(outcome).Values.Select(pane => $"{pane.Key} [{pane.Window.Start}, {pane.Window.End}): {Sorted(pane.Value)}"));

    public static string Sorted(string values) => string.Join(',', values.Split(',').Order(StringComparer.Ordinal));

    public static bool Covers(Interval outer, Interval inner) => outer.Start <= inner.Start && inner.End <= outer.End;
}
