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
        var values = parts.Where(pane => pane.Value.Length > 0).Select(pane => (Pane: pane, In: WindowOf(pane, standing.Values))).ToList();
        Assert.All(values, part => Assert.True(part.In is not null, $"In no window that stands: {Outcome.Text(part.Pane)}"));
        foreach (var last in standing.Values)
        {
            Assert.Equal(FinalState.Sorted(last.Value), FinalState.Sorted(string.Join(',', values.Where(part => part.In == last).Select(part => part.Pane.Value))));
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

    // Where windows merge, what merged ones had emitted is a part of the merged one. A window that had expired before is one of its own.
    private static Pane? WindowOf(Pane pane, IEnumerable<Pane> standing) => standing
        .Where(last => last.Key == pane.Key && FinalState.Covers(last.Window, pane.Window))
        .MinBy(last => last.Window.End - last.Window.Start);
}
