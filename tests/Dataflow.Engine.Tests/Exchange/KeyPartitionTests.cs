using Dataflow.Engine.Batches;
using Dataflow.Engine.Exchange;

namespace Dataflow.Engine.Tests.Exchange;

public sealed class KeyPartitionTests
{
    [Fact]
    public void Process_AfterAFailure_DoesNothingMoreAndKeepsTheFailure()
    {
        var step = new Failing();
        var partition = new KeyPartition<int, int>((_, _) => step, observesMarks: true, lateObservesMarks: true);
        var items = new[] { new WorkItem<int, int>(), new WorkItem<int, int>() };
        foreach (var item in items)
        {
            Assert.False(item.IsDone);
            partition.Process(item);
            Assert.True(item.IsDone);
        }

        Assert.Equal(1, step.Calls);
        Assert.All(items, item => Assert.Equal("1", item.Failure!.SourceException.Message));
    }

    private sealed class Failing : Receiver<int>
    {
        public int Calls { get; private set; }

        public override bool ObservesMarks => true;

        public override void Receive(Batch<int> batch) => throw new FormatException($"{++Calls}");
    }
}
