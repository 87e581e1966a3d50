using Dataflow.Panes;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Model.Tests.Elements;

public sealed class WindowedValueTests
{
    [Theory]
    [InlineData(false, "7 @1970-01-01T00:00:00Z in [-infinity, infinity) UNKNOWN 0/0 first last")]
    [InlineData(true, "-7 @1970-01-01T00:00:00Z in [-infinity, infinity) UNKNOWN 0/0 first last")]
    public void ToString_Value_PrintsTimeWindowAndPane(bool isRetraction, string text)
    {
        var epoch = Instant.FromUnixTimeTicks(0);

        Assert.Equal(text, new WindowedValue<int>(7, epoch, Window.Global, PaneInfo.NoFiring, epoch, epoch, isRetraction).ToString());
    }
}
