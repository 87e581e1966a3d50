using Dataflow.Windowing;

namespace Dataflow.Tests.Retractions;

/// <summary>What is left of a stream of insertions and retractions when each retraction has taken out what it names.</summary>
public static class FinalState
{
    public static List<(Window Window, string Value)> Of(IEnumerable<WindowedValue<string>> panes)
    {
        var left = new List<(Window, string)>();
        foreach (var pane in panes)
        {
            var entry = (pane.Window, pane.Value);
            if (pane.IsRetraction)
            {
                Assert.True(left.Remove(entry), $"{pane} takes back what is not there: {string.Join(", ", left)}");
            }
            else
            {
                left.Add(entry);
            }
        }

        return [.. left.OrderBy(entry => entry.Item1).ThenBy(entry => entry.Item2, StringComparer.Ordinal)];
    }
}
