using Dataflow.Engine.Batches;
using Dataflow.Engine.Exchange;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Tests.Batches;

namespace Dataflow.Engine.Tests.Exchange;

public sealed class AlignedFlattenStepTests
{
    [Fact]
    public void Settle_TwoInputs_GivesRowsInTheOrderOfTheirCausesAndCountsThem()
    {
        var (counters, collector) = (new StepCounters("s"), new Collector<int>());
        var step = new AlignedFlattenStep<int>(2, counters, collector, batchSize: 4);
        for (var round = 0; round < 2; round++)
        {
            step.Inputs[0].Receive(BatchOf((1, 10), (4, 40)));
            step.Inputs[1].Receive(BatchOf((2, 20), (3, 30), (5, 50)));
            step.Settle();
        }

        Assert.Equal([10, 20, 30, 40, 50, 10, 20, 30, 40, 50], collector.Items.Select(item => item.Value));
        Assert.Equal((10L, 10L), (counters.In, counters.Out));
        Assert.False(step.SettlesAfterFailure);
    }

    private static Batch<int> BatchOf(params ReadOnlySpan<(long Cause, int Value)> rows)
    {
        var batch = new Batch<int>(rows.Length);
        batch.Columns.Shape(withWindows: false, withFirings: false, withCauses: true, withRanks: false);
        foreach (var (cause, value) in rows)
        {
            (batch.Values[batch.Count], batch.Columns.Causes[batch.Count]) = (value, cause);
            batch.Columns.Count++;
        }

        return batch;
    }
}
