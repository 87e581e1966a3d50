namespace Dataflow.Engine.Tests.Triggers;

public sealed class AfterAllMachineTests
{
    // The first part has finished and the second never does, so that the whole has not finished once windows have merged. Then what elements do to the first part is forgotten with the pane.
    [Fact]
    public void Found19_FiringWithAPartThatHasFinished_ForgetsWhatItWaitsFor()
    {
        var cell = new TriggerCell("AfterAll(AfterFirst(AfterProcessingTime(), AfterCount(1)), Default)", isMerging: true) { Watermark = 100 };
        cell.Take().Fire().Merge();
        Assert.False(cell.IsFinished);

        cell.Take().Fire().Merge();

        Assert.Equal(long.MaxValue, cell.Target);
    }
}
