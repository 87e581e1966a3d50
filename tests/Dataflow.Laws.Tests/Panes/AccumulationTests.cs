using Dataflow.Reference;
using Dataflow.Windowing;

namespace Dataflow.Laws.Tests.Panes;

public sealed class AccumulationTests
{
    [Fact]
    public void Discarding_PanesOfAWindow_CombineToTheLastAccumulatingPane() => Law.Check("discarding adds up to accumulating", GroupingCase.Arbitrary(), input =>
    {
        var parts = input.Run(AccumulationMode.Discarding).Panes.Cast<Pane>().ToList();
        var standing = FinalState.Of(input.Run(AccumulationMode.Retracting));
        if (input.Windowing.WindowFn.IsMerging)
        {
            AssertMergedHold(parts, standing.Values);
        }
        else
        {
            var windows = parts.GroupBy(pane => (pane.Key, pane.Window.End, pane.Window.Start)).OrderBy(window => window.Key);
            Assert.Equal(
                windows.Select(window => (window.Key, string.Join(',', window.SelectMany(ValuesOf)))),
                standing.OrderBy(window => window.Key).Select(window => (window.Key, window.Value.Value)));
        }

        return input.Stream.Elements.Count();
    });

    [Fact]
    public void Retracting_Insertions_AreTheAccumulatingPanes() => Law.Check("retracting is accumulating, with what was before taken back", GroupingCase.Arbitrary(), input =>
    {
        var accumulating = input.Run(AccumulationMode.Accumulating);
        var retracting = input.Run(AccumulationMode.Retracting);
        Outcome.AssertSame(accumulating, retracting with { Panes = [.. retracting.Panes.Where(pane => !pane.IsRetraction)] }, "without retractions");
        return input.Stream.Elements.Count();
    });

    [Fact]
    public void Retracting_InsertionsLessRetractions_AreTheLastInsertion() => Law.Check("insertions less retractions are the last insertion", GroupingCase.Arbitrary(), input =>
    {
        var outcome = input.Run(AccumulationMode.Retracting, Testing.Generation.GeneratedAggregate.Sum);
        var standing = FinalState.Of(outcome);
        foreach (var window in outcome.Panes.Cast<Pane>().GroupBy(pane => (pane.Key, pane.Window.End, pane.Window.Start)))
        {
            var sum = window.Sum(pane => long.Parse(pane.Value) * (pane.IsRetraction ? -1 : 1));
            Assert.Equal(standing.TryGetValue(window.Key, out var last) ? long.Parse(last.Value) : 0, sum);
            Assert.True(last is null || last == window.Last(), "What stands is not what came last.");
        }

        return input.Stream.Elements.Count();
    });

    // What merged windows had emitted is a part of the one that they are merged into. An element is in one window, so its value shows where.
    private static void AssertMergedHold(List<Pane> parts, ICollection<Pane> standing)
    {
        var emitted = parts.SelectMany(pane => ValuesOf(pane).Select(value => (value, pane))).ToDictionary(part => part.value, part => part.pane);
        Assert.Equal(emitted.Keys.Order(StringComparer.Ordinal), standing.SelectMany(ValuesOf).Order(StringComparer.Ordinal));
        foreach (var last in standing)
        {
            Assert.All(ValuesOf(last), value => Assert.True(
                emitted[value].Key == last.Key && FinalState.Covers(last.Window, emitted[value].Window), $"{value} of {Outcome.Text(last)} was emitted in another window."));
        }
    }

    private static string[] ValuesOf(Pane pane) => pane.Value.Length == 0 ? [] : pane.Value.Split(',');
}
