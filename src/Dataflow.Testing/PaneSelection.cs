namespace Dataflow.Testing;

/// <summary>Which panes of a collection are meant.</summary>
internal sealed class PaneSelection<T>
{
    private readonly Func<IEnumerable<WindowedValue<T>>, IEnumerable<WindowedValue<T>>> select;

    private PaneSelection(string text, Signs signs, Func<IEnumerable<WindowedValue<T>>, IEnumerable<WindowedValue<T>>> select) =>
        (Text, Signs, this.select) = (text, signs, select);

    public static PaneSelection<T> All { get; } = new("", Signs.Unsaid, panes => panes);

    /// <summary>The selection in words, each with a space before it.</summary>
    public string Text { get; }

    public Signs Signs { get; }

    public List<WindowedValue<T>> Of(IEnumerable<WindowedValue<T>> panes) => [.. select(panes)];

    public PaneSelection<T> Where(string name, Func<WindowedValue<T>, bool> predicate) => Then(name, Signs, panes => panes.Where(predicate));

    public PaneSelection<T> Insertions() => Then("insertions", Signs.Insertions, panes => panes.Where(pane => !pane.IsRetraction));

    public PaneSelection<T> Retractions() => Then("retractions", Signs.Retractions, panes => panes.Where(pane => pane.IsRetraction));

    public PaneSelection<T> FinalState() => Then("final state", Signs.FinalState, Left);

    /// <summary>What no retraction took back, and the retractions that found nothing.</summary>
    private static List<WindowedValue<T>> Left(IEnumerable<WindowedValue<T>> panes)
    {
        var left = new List<WindowedValue<T>>();
        foreach (var pane in panes)
        {
            var taken = pane.IsRetraction
                ? left.FindLastIndex(other => !other.IsRetraction && other.Window == pane.Window && Parts.AreEqual(other.Value, pane.Value))
                : -1;
            if (taken >= 0)
            {
                left.RemoveAt(taken);
            }
            else
            {
                left.Add(pane);
            }
        }

        return left;
    }

    private PaneSelection<T> Then(string name, Signs signs, Func<IEnumerable<WindowedValue<T>>, IEnumerable<WindowedValue<T>>> next) =>
        new($"{Text} {name}", signs, panes => next(select(panes)));
}
