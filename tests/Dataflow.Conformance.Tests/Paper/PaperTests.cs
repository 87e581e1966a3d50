using Dataflow.Conformance.Tests.Figures;
using Dataflow.Windowing;
using static Dataflow.Conformance.Tests.Figures.Settings;

namespace Dataflow.Conformance.Tests.Paper;

/// <summary>Figures 6 to 14 of the paper, each in all the ways to run it.</summary>
public sealed class PaperTests
{
    [Fact]
    [Trait("Choice", "12")]
    [Trait("Rule", "22")]
    [Trait("Rule", "23")]
    public Task Figure6_GlobalWindowsBatch_SumsAllAtTheEnd() => FigureRun.AssertShownAsync(PaperFigures.Figure6);

    [Fact]
    [Trait("Choice", "2")]
    [Trait("Choice", "11")]
    [Trait("Rule", "46")]
    [Trait("Rule", "56")]
    public Task Figure7_AtPeriodAccumulating_SumsAllSoFar() => FigureRun.AssertShownAsync(PaperFigures.Figure7);

    [Fact]
    [Trait("Choice", "2")]
    [Trait("Rule", "45")]
    [Trait("Rule", "56")]
    public Task Figure8_AtPeriodDiscarding_SumsWhatCame() => FigureRun.AssertShownAsync(PaperFigures.Figure8);

    [Fact]
    [Trait("Choice", "1")]
    [Trait("Rule", "37")]
    [Trait("Rule", "43")]
    [Trait("Rule", "52")]
    public Task Figure9_AtCountDiscarding_SumsEveryTwo() => FigureRun.AssertShownAsync(PaperFigures.Figure9);

    [Fact]
    [Trait("Choice", "3")]
    [Trait("Rule", "5")]
    [Trait("Rule", "23")]
    public Task Figure10_FixedWindowsBatch_SumsEachAsTheWatermarkSweeps() => FigureRun.AssertShownAsync(PaperFigures.Figure10);

    [Fact]
    [Trait("Choice", "5")]
    [Trait("Rule", "23")]
    [Trait("Rule", "34")]
    [Trait("Rule", "44")]
    public Task Figure11_FixedWindowsMicroBatch_SumsWhatChanged() => FigureRun.AssertShownAsync(PaperFigures.Figure11);

    [Fact]
    [Trait("Choice", "14")]
    [Trait("Rule", "25")]
    [Trait("Rule", "38")]
    public Task Figure12_FixedWindowsAtWatermark_CorrectsForLateData() => FigureRun.AssertShownAsync(PaperFigures.Figure12);

    [Fact]
    [Trait("Choice", "5")]
    [Trait("Rule", "50")]
    [Trait("Rule", "51")]
    public Task Figure13_FixedWindowsPartialResults_FiresInSequence() => FigureRun.AssertShownAsync(PaperFigures.Figure13);

    [Fact]
    [Trait("Rule", "40")]
    [Trait("Rule", "41")]
    public Task Figure13_WithEarlyAndLateTriggers_ShowsTheSame() =>
        FigureRun.AssertShownAsync(PaperFigures.Figure13 with { Windowing = PaperFigures.Figure13.Windowing.Triggering(EarlyAndLate) });

    [Fact]
    [Trait("Choice", "4")]
    [Trait("Choice", "6")]
    [Trait("Choice", "15")]
    [Trait("Rule", "8")]
    [Trait("Rule", "12")]
    [Trait("Rule", "47")]
    [Trait("Rule", "57")]
    [Trait("Rule", "58")]
    public Task Figure14_Sessions_TakeBackWhatTheySaidApart() => FigureRun.AssertShownAsync(PaperFigures.Figure14);

    [Fact]
    [Trait("Rule", "42")]
    [Trait("Rule", "58")]
    public Task Figure14_WithEarlyAndLateTriggers_ShowsTheSame() =>
        FigureRun.AssertShownAsync(PaperFigures.Figure14 with { Windowing = PaperFigures.Figure14.Windowing.Triggering(EarlyAndLate) });
}
