using System.Text;

namespace Dataflow.Testing;

/// <summary>One thing that is said of panes: which, what they should be, and how that is seen.</summary>
internal sealed class PaneCheck<T>(
    PaneSelection<T> selection, string expectation, IReadOnlyList<T> expected, Func<IReadOnlyList<WindowedValue<T>>, Fault?> judge)
{
    private const string MixedSigns = "Some of the panes are retractions. Say which are meant: Insertions(), Retractions() or FinalState().";
    private const string NothingTakenBack = "A retraction takes back what was not there.";

    /// <summary>What is wrong with the panes of the collection <paramref name="name"/>, with all that is needed to see why; null for nothing.</summary>
    public Fault? Find(string name, IReadOnlyList<WindowedValue<T>> all)
    {
        var selected = selection.Of(all);
        var fault = SignFault(selected) ?? judge(selected);
        return fault is null ? null : fault with { Text = Describe(name, fault, selected, all) };
    }

    private Fault? SignFault(List<WindowedValue<T>> selected) => (selection.Signs, selected.Any(pane => pane.IsRetraction)) switch
    {
        (Signs.Unsaid, true) when expected.Count > 0 => new Fault(MixedSigns),
        (Signs.FinalState, true) => new Fault(NothingTakenBack),
        _ => null,
    };

    private string Describe(string name, Fault fault, List<WindowedValue<T>> selected, IReadOnlyList<WindowedValue<T>> all)
    {
        var text = new StringBuilder().Append($"The panes of '{name}'{selection.Text}: {fault.Text}\n  expected {expectation}\n");
        PaneText.Append(text, expected);
        text.Append(selected.Count == 0 ? "  actual: none\n" : "  actual\n");
        PaneText.Append(text, selected);
        if (selected.Count < all.Count)
        {
            text.Append("  all panes\n");
            PaneText.Append(text, all);
        }

        return text.ToString().TrimEnd('\n');
    }
}
