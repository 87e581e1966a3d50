using Dataflow.Engine.Early;

namespace Dataflow.Engine.Tests.Early;

public sealed class EarlyCellTests
{
    [Fact]
    public void Begin_First_SaysSoOnce()
    {
        var cell = new EarlyCell<long>();
        Assert.True(cell.Begin());
        Assert.False(cell.Begin());
        Assert.Equal(2, cell.Pending);
    }

    /// <summary>More elements than an int counts are still none that a pane has emitted.</summary>
    [Fact]
    public void Begin_MoreThanCanBeCounted_StaysAtTheGreatest()
    {
        var cell = new EarlyCell<long> { Pending = int.MaxValue - 1 };
        Assert.False(cell.Begin());
        Assert.False(cell.Begin());
        Assert.Equal(int.MaxValue, cell.Pending);
    }
}
