using Dataflow.Windowing;

namespace Dataflow.Conformance.Tests.Figures;

/// <summary>A figure: what goes in, how it is computed, and what it shows. A value.</summary>
/// <param name="Name">Its name, for files.</param>
/// <param name="Title">Its name for readers.</param>
/// <param name="Script">What goes in.</param>
/// <param name="Windowing">How it is computed.</param>
/// <param name="Panes">What it shows: a table of times, windows, values and timings, in order.</param>
internal sealed record Figure(string Name, string Title, Script Script, WindowingStrategy Windowing, string Panes)
{
    /// <summary>What there is to see.</summary>
    public required string See { get; init; }

    /// <summary>The inputs that are dropped: a table of windows, values, event times and watermarks.</summary>
    public string Late { get; init; } = "";

    public IReadOnlyList<ExpectedPane> ExpectedPanes => ExpectedPane.Table(Panes);

    public IReadOnlyList<ExpectedLate> ExpectedLate => Figures.ExpectedLate.Table(Late);

    /// <summary>Asserts that the panes of a key are those of the figure, in its order, and that they keep the rules that hold for all.</summary>
    public void AssertShows(IReadOnlyList<WindowedValue<int>> panes)
    {
        var expected = ExpectedPanes;
        var isShown = expected.Count == panes.Count && expected.Zip(panes).All(pair => pair.First.Matches(pair.Second));
        Assert.True(isShown, $"{Title} shows\n{string.Join("\n", expected)}\nbut the panes are\n{string.Join("\n", panes.Select(ExpectedPane.ToText))}");
        PaneRules.AssertHold(panes);
    }

    public override string ToString() => Name;
}
