using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Windows;

namespace Dataflow.Engine.Tests.Steps;

public sealed class DownstreamFailureTests
{
    [Theory]
    [InlineData("Select")]
    [InlineData("SelectMany")]
    [InlineData("ParDo")]
    public void Receive_AStepBehindThrows_IsNotThisStepsFailure(string kind)
    {
        var batch = new Batch<int>(4);
        batch.Show([1, 2, 3], 0, 3);
        var counters = new StepCounters("s");
        Receiver<int> step = kind switch
        {
            "SelectMany" => new SelectManyStep<int, int>("s", i => [i], counters, new Broken(), batchSize: 1),
            "ParDo" => new ParDoStep<int, int>("s", (e, emit) => emit(e.Value), new GlobalAssigner(), counters, new Broken(), batchSize: 1),
            _ => new SelectStep<int, int>("s", i => i, counters, new Broken(), batchSize: 1),
        };

        Assert.Throws<IOException>(() => step.Receive(batch));
    }

    private sealed class Broken : Receiver<int>
    {
        public override bool ObservesMarks => false;

        public override void Receive(Batch<int> batch) => throw new IOException("disk full");
    }
}
