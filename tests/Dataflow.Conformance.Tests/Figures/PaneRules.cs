using Dataflow.Panes;

namespace Dataflow.Conformance.Tests.Figures;

/// <summary>What holds for the panes of a key whatever the windows and triggers.</summary>
internal static class PaneRules
{
    public static void AssertHold(IReadOnlyList<WindowedValue<int>> panes)
    {
        // Choice 3: the figures take the default time of panes, the last tick of the window.
        Assert.All(panes, pane => Assert.Equal(pane.Window.MaxTimestamp, pane.Timestamp));
        Assert.Equal(panes.OrderBy(pane => pane.ProcessingTime).ThenBy(pane => pane.Watermark), panes);
        foreach (var window in panes.Where(pane => !pane.IsRetraction).GroupBy(pane => pane.Window))
        {
            AssertHistory([.. window.Select(pane => pane.Pane)]);
        }

        AssertRetractions(panes);
    }

    // Rules 30 and 31: EARLY* ON_TIME? LATE*, counted from 0.
    private static void AssertHistory(PaneInfo[] history)
    {
        Assert.Equal(Enumerable.Range(0, history.Length), history.Select(pane => pane.Index));
        Assert.Equal(history.Select(pane => pane.Index == 0), history.Select(pane => pane.IsFirst));
        Assert.Equal(history.OrderBy(pane => pane.Timing).Select(pane => pane.Timing), history.Select(pane => pane.Timing));
        Assert.InRange(history.Count(pane => pane.Timing == PaneTiming.OnTime), 0, 1);
        Assert.Equal(Enumerable.Range(0, history.Count(pane => pane.Timing != PaneTiming.Early)), history.Where(pane => pane.Timing != PaneTiming.Early).Select(pane => pane.NonSpeculativeIndex));
        Assert.All(history.Where(pane => pane.Timing == PaneTiming.Early), pane => Assert.Equal(-1, pane.NonSpeculativeIndex));
        Assert.All(history.SkipLast(1), pane => Assert.False(pane.IsLast));
    }

    // Choice 6: a retraction is the pane that it takes back, which stood until then, but for where clock and watermark are.
    private static void AssertRetractions(IReadOnlyList<WindowedValue<int>> panes)
    {
        var standing = new List<WindowedValue<int>>();
        foreach (var pane in panes)
        {
            if (pane.IsRetraction)
            {
                var taken = standing.FindIndex(other => other with { ProcessingTime = pane.ProcessingTime, Watermark = pane.Watermark, IsRetraction = true } == pane);
                Assert.True(taken >= 0, $"{pane} takes back what does not stand.");
                standing.RemoveAt(taken);
            }
            else
            {
                standing.Add(pane);
            }
        }
    }
}
