using Dataflow.Panes;

namespace Dataflow.Model.Tests.Panes;

public sealed class PaneInfoTests
{
    [Theory]
    [InlineData(PaneTiming.Early, 0, -1, true, false, "EARLY 0/-1 first")]
    [InlineData(PaneTiming.OnTime, 1, 0, false, true, "ON_TIME 1/0 last")]
    [InlineData(PaneTiming.Late, 2, 1, false, false, "LATE 2/1")]
    [InlineData(PaneTiming.OnTime, 0, 0, true, true, "ON_TIME 0/0 first last")]
    public void ToString_Pane_PrintsTimingIndicesAndEnds(PaneTiming timing, int index, int nonSpeculative, bool isFirst, bool isLast, string text) =>
        Assert.Equal(text, new PaneInfo(timing, index, nonSpeculative, isFirst, isLast).ToString());

    [Fact]
    public void NoFiring_Pane_IsFirstLastAndUnknown()
    {
        Assert.Equal(new PaneInfo(PaneTiming.Unknown, 0, 0, IsFirst: true, IsLast: true), PaneInfo.NoFiring);
        Assert.Equal("UNKNOWN 0/0 first last", PaneInfo.NoFiring.ToString());
    }
}
