using Dataflow.Conformance.Tests.Paper;

namespace Dataflow.Conformance.Tests.Figures;

/// <summary>The comparison itself: a figure that differs in anything is not shown.</summary>
public sealed class FigureTests
{
    [Theory]
    [InlineData("12:06:00  W0   5  ON_TIME", "12:06:00  W0   6  ON_TIME")]
    [InlineData("12:06:00  W0   5  ON_TIME", "12:06:00  W0   5  EARLY")]
    [InlineData("12:06:00  W0   5  ON_TIME", "12:06:00  W2   5  ON_TIME")]
    [InlineData("12:06:00  W0   5  ON_TIME", "12:06:02  W0   5  ON_TIME")]
    [InlineData("12:06:00  W0   5  ON_TIME", "")]
    [InlineData("12:06:00  W0   5  ON_TIME", "12:06:00  W0  -5  ON_TIME\n12:06:00  W0   5  ON_TIME")]
    [InlineData("12:06:00  W0   5  ON_TIME\n12:06:00  W2   7  EARLY", "12:06:00  W2   7  EARLY\n12:06:00  W0   5  ON_TIME")]
    public async Task AssertShows_AnotherTable_Fails(string shown, string other)
    {
        var figure = PaperFigures.Figure13;
        var panes = await FigureRun.PanesAsync(figure);

        Assert.Contains(shown, figure.Panes, StringComparison.Ordinal);
        var failure = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => (figure with { Panes = figure.Panes.Replace(shown, other, StringComparison.Ordinal) }).AssertShows(panes));
        Assert.StartsWith("Paper, Figure 13", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssertHold_ARetractionOfWhatDoesNotStand_Fails()
    {
        var panes = await FigureRun.PanesAsync(PaperFigures.Figure14);

        PaneRules.AssertHold(panes);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => PaneRules.AssertHold([.. panes.Select(pane => pane.IsRetraction ? pane with { Value = pane.Value + 1 } : pane)]));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => PaneRules.AssertHold([.. panes.Select(pane => pane with { Timestamp = pane.Window.Start })]));
    }
}
