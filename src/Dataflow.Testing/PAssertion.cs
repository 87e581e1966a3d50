using Dataflow.Panes;
using Dataflow.Windowing;

namespace Dataflow.Testing;

/// <summary>
/// What a test says of a collection: first of which of its panes, then what they hold. <see cref="ContainsInAnyOrder"/>, <see cref="ContainsInOrder"/>,
/// <see cref="IsEmpty"/> and <see cref="Satisfies"/> each say one thing and give the whole collection back, of which more can be said.
/// </summary>
/// <remarks>
/// Values are equal as themselves, and key-value pairs, tuples and sequences by their parts. Where retractions can be among the panes, say whether
/// <see cref="Insertions"/>, <see cref="Retractions"/> or the <see cref="FinalState"/> is meant.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class PAssertion<T>
{
    private readonly PAssertSink<T> sink;
    private readonly PaneSelection<T> selection;

    internal PAssertion(PAssertSink<T> sink, PaneSelection<T> selection) => (this.sink, this.selection) = (sink, selection);

    /// <summary>Speaks of the panes of a window.</summary>
    public PAssertion<T> InWindow(Window window) => With($"in {window}", pane => pane.Window == window);

    /// <summary>Speaks of the panes that a window emitted before the watermark passed its end.</summary>
    public PAssertion<T> InEarlyPanes(Window window) => InWindow(window).With(PaneTiming.Early, "EARLY");

    /// <summary>Speaks of the panes, one a key, that a window emitted when the watermark passed its end.</summary>
    public PAssertion<T> InOnTimePane(Window window) => InWindow(window).With(PaneTiming.OnTime, "ON_TIME");

    /// <summary>Speaks of the panes that a window emitted after the watermark had passed its end.</summary>
    public PAssertion<T> InLatePanes(Window window) => InWindow(window).With(PaneTiming.Late, "LATE");

    /// <summary>Speaks of the panes, one a key, that were known to be a window's last: it had expired, or its trigger had finished (rule 31).</summary>
    public PAssertion<T> InFinalPane(Window window) => InWindow(window).With("last", pane => pane.Pane.IsLast);

    /// <summary>Speaks of what was emitted, and not of what was taken back.</summary>
    public PAssertion<T> Insertions() => With(selection.Insertions());

    /// <summary>Speaks of what was taken back.</summary>
    public PAssertion<T> Retractions() => With(selection.Retractions());

    /// <summary>Speaks of what is left when each retraction has taken an earlier pane of its value and window out.</summary>
    public PAssertion<T> FinalState() => With(selection.FinalState());

    /// <summary>The panes hold these values, each as often as it stands here, and no others.</summary>
    /// <exception cref="ArgumentException">There is no value: say <see cref="IsEmpty"/>.</exception>
    public PAssertion<T> ContainsInAnyOrder(params IEnumerable<T> expected)
    {
        var values = ValuesOf(expected);
        return Add(new PaneCheck<T>(selection, "in any order", values, panes => ValueMatch.InAnyOrder(values, panes)));
    }

    /// <summary>The panes hold these values, in the order of emission, and no others.</summary>
    /// <exception cref="ArgumentException">There is no value: say <see cref="IsEmpty"/>.</exception>
    public PAssertion<T> ContainsInOrder(params IEnumerable<T> expected)
    {
        var values = ValuesOf(expected);
        return Add(new PaneCheck<T>(selection, "in this order", values, panes => ValueMatch.InOrder(values, panes)));
    }

    /// <summary>There are no such panes.</summary>
    public PAssertion<T> IsEmpty() => Add(new PaneCheck<T>(selection, "none", [], panes => panes.Count == 0 ? null : new Fault("There are some.")));

    /// <summary>
    /// The panes, in the order of emission, are given to an assertion of the test framework, which throws if they are not what they should be.
    /// At least one must be there.
    /// </summary>
    public PAssertion<T> Satisfies(Action<IReadOnlyList<WindowedValue<T>>> assertion)
    {
        ArgumentNullException.ThrowIfNull(assertion);
        return Add(new PaneCheck<T>(selection, "that they satisfy an assertion", [], panes => FaultOf(assertion, panes)));
    }

    private static Fault? FaultOf(Action<IReadOnlyList<WindowedValue<T>>> assertion, IReadOnlyList<WindowedValue<T>> panes)
    {
        if (panes.Count == 0)
        {
            return new Fault("There is no pane that could.");
        }

        try
        {
            assertion(panes);
            return null;
        }
        catch (Exception e)
        {
            return new Fault(e.Message, e);
        }
    }

    private static List<T> ValuesOf(IEnumerable<T> expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        var values = expected.ToList();
        return values.Count > 0 ? values : throw new ArgumentException("No value is expected. To say that there is no pane, use IsEmpty().", nameof(expected));
    }

    private PAssertion<T> Add(PaneCheck<T> check)
    {
        sink.Add(check);
        return new PAssertion<T>(sink, PaneSelection<T>.All);
    }

    private PAssertion<T> With(PaneTiming timing, string name) => With(name, pane => pane.Pane.Timing == timing);

    private PAssertion<T> With(string name, Func<WindowedValue<T>, bool> predicate) => With(selection.Where(name, predicate));

    private PAssertion<T> With(PaneSelection<T> narrower) => new(sink, narrower);
}
