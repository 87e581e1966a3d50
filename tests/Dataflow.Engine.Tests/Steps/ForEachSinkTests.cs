using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;

namespace Dataflow.Engine.Tests.Steps;

public sealed class ForEachSinkTests
{
    private readonly List<int> seen = [];
    private readonly StepCounters counters = new("s");

    [Fact]
    public void Receive_Batches_CallsWithEachAndCounts()
    {
        var sink = new ForEachSink<int>("s", seen.Add, new StopSignal(), counters);
        sink.Receive(BatchOf(1, 2, 3));
        sink.Receive(BatchOf(4));

        Assert.Equal([1, 2, 3, 4], seen);
        Assert.Equal(4, counters.In);
        Assert.False(sink.ObservesMarks);
    }

    [Fact]
    public void Receive_TheFunctionFails_CountsThoseBefore()
    {
        var sink = new ForEachSink<int>("s", value => seen.Add(value < 3 ? value : throw new FormatException()), new StopSignal(), counters);
        Assert.Throws<StepFailedException>(() => sink.Receive(BatchOf(1, 2, 3, 4)));

        Assert.Equal(2, counters.In);
    }

    [Fact]
    public void Receive_TheRunIsStopped_CallsNothing()
    {
        using var stopped = new CancellationTokenSource();
        var sink = new ForEachSink<int>("s", seen.Add, new StopSignal { Token = stopped.Token }, counters);
        sink.Receive(BatchOf(1));
        stopped.Cancel();

        Assert.Throws<RunStoppedException>(() => sink.Receive(BatchOf(2)));
        Assert.Equal([1], seen);
    }

    [Fact]
    public void IsEmpty_FanOut_IsThatNobodyReceives()
    {
        Assert.True(new FanOut<int>([]).IsEmpty);
        Assert.False(new FanOut<int>([new ForEachSink<int>("s", seen.Add, new StopSignal(), counters)]).IsEmpty);
    }

    private static Batch<int> BatchOf(params int[] values)
    {
        var batch = new Batch<int>(0);
        batch.Show(values, 0, values.Length);
        return batch;
    }
}
