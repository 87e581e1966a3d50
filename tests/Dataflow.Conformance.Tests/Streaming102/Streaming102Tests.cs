using Dataflow.Conformance.Tests.Figures;
using Dataflow.Windowing;

namespace Dataflow.Conformance.Tests.Streaming102;

/// <summary>The figures of "Streaming 102", each in all the ways to run it.</summary>
public sealed class Streaming102Tests
{
    [Fact]
    [Trait("Choice", "12")]
    public Task Figure2_Batch_SumsAllAtTheEnd() => FigureRun.AssertShownAsync(Streaming102Figures.Figure2);

    [Fact]
    [Trait("Choice", "12")]
    [Trait("Rule", "23")]
    public Task Figure4_WindowedBatch_SumsEachAtTheEnd() => FigureRun.AssertShownAsync(Streaming102Figures.Figure4);

    [Fact]
    [Trait("Rule", "39")]
    public Task Figure6Left_PerfectWatermark_SumsAllOnTime() => FigureRun.AssertShownAsync(Streaming102Figures.Figure6Left);

    [Fact]
    [Trait("Choice", "8")]
    [Trait("Choice", "10")]
    [Trait("Rule", "24")]
    [Trait("Rule", "54")]
    public Task Figure6Right_HeuristicWatermark_LosesTheNine() => FigureRun.AssertShownAsync(Streaming102Figures.Figure6Right);

    [Fact]
    [Trait("Rule", "32")]
    [Trait("Rule", "40")]
    public Task Figure7Left_EarlyAndLateUnderThePerfectWatermark_FiresEarly() => FigureRun.AssertShownAsync(Streaming102Figures.Figure7Left);

    [Fact]
    [Trait("Rule", "40")]
    [Trait("Rule", "41")]
    public Task Figure7Right_EarlyAndLateUnderTheHeuristicWatermark_FiresLateToo() => FigureRun.AssertShownAsync(Streaming102Figures.Figure7Right);

    [Fact]
    [Trait("Choice", "8")]
    [Trait("Rule", "24")]
    [Trait("Rule", "25")]
    public Task Figure8_AllowedLateness_TakesTheSixAndDropsTheNine() => FigureRun.AssertShownAsync(Streaming102Figures.Figure8);

    [Fact]
    [Trait("Rule", "33")]
    [Trait("Rule", "56")]
    public Task Figure9_Discarding_HoldsWhatIsNew() => FigureRun.AssertShownAsync(Streaming102Figures.Figure9);

    [Fact]
    [Trait("Choice", "6")]
    [Trait("Rule", "57")]
    public Task Figure10_Retracting_TakesThePaneBeforeBack() => FigureRun.AssertShownAsync(Streaming102Figures.Figure10);

    [Fact]
    [Trait("Choice", "14")]
    public Task Figure13Right_SecondOrder_EndsWithTheSameSums() => FigureRun.AssertShownAsync(Streaming102Figures.Figure13Right);

    [Fact]
    [Trait("Choice", "11")]
    [Trait("Rule", "46")]
    public Task Figure14Left_ProcessingTimeByTriggers_DependsOnArrival() => FigureRun.AssertShownAsync(Streaming102Figures.Figure14Left);

    [Fact]
    [Trait("Choice", "11")]
    public Task Figure14Right_SecondOrder_GivesOtherSums() => FigureRun.AssertShownAsync(Streaming102Figures.Figure14Right);

    [Fact]
    [Trait("Choice", "3")]
    public Task Figure15Left_IngressTime_IsCompleteByTheClock() => FigureRun.AssertShownAsync(Streaming102Figures.Figure15Left);

    [Fact]
    [Trait("Choice", "3")]
    public Task Figure15Right_SecondOrder_GivesOtherSums() => FigureRun.AssertShownAsync(Streaming102Figures.Figure15Right);

    [Fact]
    [Trait("Choice", "4")]
    [Trait("Choice", "6")]
    [Trait("Choice", "15")]
    [Trait("Rule", "8")]
    [Trait("Rule", "58")]
    public Task Figure17_Sessions_TakeBackWhatTheySaidApart() => FigureRun.AssertShownAsync(Streaming102Figures.Figure17);

    // Drawn as the ends of the windows' lines: they close when the watermark has passed their ends by a minute. An unchanged sum is on time
    // where there was no on-time pane before (choice 14).
    [Fact]
    [Trait("Choice", "5")]
    [Trait("Choice", "14")]
    [Trait("Rule", "27")]
    [Trait("Rule", "32")]
    public Task Figure8_WithClosingPanes_ShowsWhenWindowsClose() => FigureRun.AssertShownAsync(Streaming102Figures.Figure8 with
    {
        Windowing = Streaming102Figures.Figure8.Windowing.WithClosingBehavior(ClosingBehavior.FireAlways),
        Panes = """
            12:06:00.0  W0   5  ON_TIME
            12:06:00.0  W2   7  EARLY
            12:06:40.0  W0  11  LATE
            12:07:00.0  W2  14  EARLY
            12:07:00.0  W4   3  EARLY
            12:07:27.0  W0  11  LATE
            12:07:30.0  W2  22  ON_TIME
            12:07:36.0  W2  22  LATE
            12:08:00.0  W6   3  EARLY
            12:08:46.6  W4   3  ON_TIME
            12:09:00.0  W6  12  EARLY
            12:09:24.0  W6  12  ON_TIME
            """,
    });

    // The article prints 51 as the sum of the accumulating panes; 7, 14 and 22 make 43.
    [Theory]
    [InlineData(AccumulationMode.Discarding, "7, 7, 8", 8, 22)]
    [InlineData(AccumulationMode.Accumulating, "7, 14, 22", 22, 43)]
    [InlineData(AccumulationMode.Retracting, "7, -7, 14, -14, 22", 22, 22)]
    [Trait("Rule", "56")]
    [Trait("Rule", "57")]
    public async Task Table1_PanesOfTheSecondWindow_HaveThisLastValueAndSum(AccumulationMode mode, string values, int last, int sum)
    {
        var panes = await FigureRun.PanesAsync(mode switch
        {
            AccumulationMode.Discarding => Streaming102Figures.Figure9,
            AccumulationMode.Accumulating => Streaming102Figures.Figure7Right,
            _ => Streaming102Figures.Figure10,
        });
        var signed = panes.Where(pane => pane.Window == Day.WindowOf("W2")).Select(pane => pane.IsRetraction ? -pane.Value : pane.Value).ToList();

        Assert.Equal((values, last, sum), (string.Join(", ", signed), signed[^1], signed.Sum()));
    }
}
