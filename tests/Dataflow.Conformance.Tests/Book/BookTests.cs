using Dataflow.Conformance.Tests.Figures;
using Dataflow.Windowing;

namespace Dataflow.Conformance.Tests.Book;

/// <summary>The figures of chapter 2 of "Streaming Systems", each in all the ways to run it.</summary>
public sealed class BookTests
{
    [Fact]
    [Trait("Choice", "12")]
    public Task Figure3_Batch_SumsAllAtTheEnd() => FigureRun.AssertShownAsync(BookFigures.Figure3);

    [Fact]
    [Trait("Choice", "12")]
    [Trait("Rule", "23")]
    public Task Figure5_WindowedBatch_SumsEachAtTheEnd() => FigureRun.AssertShownAsync(BookFigures.Figure5);

    [Fact]
    [Trait("Choice", "1")]
    [Trait("Rule", "43")]
    [Trait("Rule", "52")]
    public Task Figure6_AfterEveryValue_SumsAtOnce() => FigureRun.AssertShownAsync(BookFigures.Figure6);

    [Fact]
    [Trait("Choice", "2")]
    [Trait("Choice", "11")]
    [Trait("Rule", "45")]
    [Trait("Rule", "46")]
    public Task Figure7_AlignedDelay_FiresWindowsTogether() => FigureRun.AssertShownAsync(BookFigures.Figure7);

    [Fact]
    [Trait("Rule", "44")]
    public Task Figure8_UnalignedDelay_CountsFromTheFirstValueOfAPane() => FigureRun.AssertShownAsync(BookFigures.Figure8);

    [Fact]
    [Trait("Rule", "39")]
    public Task Figure10Left_PerfectWatermark_SumsAllOnTime() => FigureRun.AssertShownAsync(BookFigures.Figure10Left);

    [Fact]
    [Trait("Choice", "8")]
    [Trait("Rule", "24")]
    public Task Figure10Right_HeuristicWatermark_LosesTheNine() => FigureRun.AssertShownAsync(BookFigures.Figure10Right);

    [Fact]
    [Trait("Rule", "32")]
    [Trait("Rule", "40")]
    public Task Figure11Left_EarlyAndLateUnderThePerfectWatermark_FiresEarly() => FigureRun.AssertShownAsync(BookFigures.Figure11Left);

    [Fact]
    [Trait("Rule", "40")]
    [Trait("Rule", "41")]
    public Task Figure11Right_EarlyAndLateUnderTheHeuristicWatermark_FiresLateToo() => FigureRun.AssertShownAsync(BookFigures.Figure11Right);

    [Fact]
    [Trait("Choice", "8")]
    [Trait("Rule", "24")]
    [Trait("Rule", "25")]
    public Task Figure12_AllowedLateness_TakesTheSixAndDropsTheNine() => FigureRun.AssertShownAsync(BookFigures.Figure12);

    // Drawn as the ends of the windows' lines.
    [Fact]
    [Trait("Choice", "14")]
    [Trait("Rule", "27")]
    [Trait("Rule", "32")]
    public Task Figure12_WithClosingPanes_ShowsWhenWindowsClose() => FigureRun.AssertShownAsync(BookFigures.Figure12 with
    {
        Windowing = BookFigures.Figure12.Windowing.WithClosingBehavior(ClosingBehavior.FireAlways),
        Panes = """
            12:06:00.0  W0   5  ON_TIME
            12:06:00.0  W2   7  EARLY
            12:06:40.0  W0  11  LATE
            12:07:00.0  W2  10  EARLY
            12:07:00.0  W4   4  EARLY
            12:07:27.0  W0  11  LATE
            12:07:30.0  W2  18  ON_TIME
            12:07:36.0  W2  18  LATE
            12:08:00.0  W6   3  EARLY
            12:08:46.6  W4   4  ON_TIME
            12:09:00.0  W6  12  EARLY
            12:09:24.0  W6  12  ON_TIME
            """,
    });

    [Fact]
    [Trait("Rule", "33")]
    [Trait("Rule", "56")]
    public Task Figure13_Discarding_HoldsWhatIsNew() => FigureRun.AssertShownAsync(BookFigures.Figure13);

    [Fact]
    [Trait("Choice", "6")]
    [Trait("Rule", "57")]
    public Task Figure14_Retracting_TakesThePaneBeforeBack() => FigureRun.AssertShownAsync(BookFigures.Figure14);
}
