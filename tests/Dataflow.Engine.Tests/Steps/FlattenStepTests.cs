using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Tests.Batches;
using Dataflow.Time;

namespace Dataflow.Engine.Tests.Steps;

public sealed class FlattenStepTests
{
    [Fact]
    public void Receive_AnyInputs_SendsElementsInOrderWithLeastWatermarkAndGreatestClock() => Seeds.Each(300, random =>
    {
        var count = random.Next(1, 4);
        var collector = new Collector<int>();
        var counters = new StepCounters("s");
        var step = new FlattenStep<int>(count, counters, collector, random.Next(1, 6));
        var sources = Enumerable.Range(0, count).Select(_ => new RandomBatches(new Random(random.Next()))).ToList();
        var watermarks = Enumerable.Repeat(EventTime.StartTicks, count).ToArray();
        var (clock, watermark) = (EventTime.StartTicks, EventTime.StartTicks);
        List<(object? Value, long Clock, long Watermark)> expected = [];
        List<Item> fed = [];
        for (var i = 0; i < 20; i++)
        {
            var input = random.Next(count);
            var batch = sources[input].Next(6);
            fed.AddRange(Item.Flatten(batch));
            foreach (var item in Item.Flatten(batch))
            {
                clock = item.Mark == MarkKind.Clock ? Math.Max(clock, item.Ticks) : clock;
                watermarks[input] = item.Mark == MarkKind.Watermark ? item.Ticks : watermarks[input];
                watermark = watermarks.Min();
                if (!item.IsMark)
                {
                    expected.Add((item.Value, clock, watermark));
                }
            }

            step.Inputs[input].Receive(batch);
        }

        AssertMoves(collector.Items, expected, clock, watermark);
        Assert.Equal(fed.Where(item => !item.IsMark), collector.Items.Where(item => !item.IsMark));
        Assert.Equal(expected.Count, counters.In);
        Assert.Equal(expected.Count, counters.Out);
    });

    [Fact]
    public void Receive_OneInputSilent_HoldsTheWatermark()
    {
        var collector = new Collector<int>();
        var step = new FlattenStep<int>(2, new StepCounters("s"), collector, 4);
        var batch = new Batch<int>(0);
        batch.Columns.Marks.Add(0, MarkKind.Watermark, EventTime.EndTicks);

        step.Inputs[0].Receive(batch);
        Assert.Empty(collector.Items);

        step.Inputs[1].Receive(batch);
        Assert.Equal([new Item(MarkKind.Watermark, null, EventTime.EndTicks, null, null, 0, null)], collector.Items);
    }

    private static void AssertMoves(List<Item> items, List<(object? Value, long Clock, long Watermark)> expected, long lastClock, long lastWatermark)
    {
        var (clock, watermark) = (EventTime.StartTicks, EventTime.StartTicks);
        List<(object? Value, long Clock, long Watermark)> seen = [];
        foreach (var item in items)
        {
            switch (item.Mark)
            {
                case MarkKind.Clock:
                    Assert.True(item.Ticks > clock, "The clock must move on.");
                    clock = item.Ticks;
                    break;
                case MarkKind.Watermark:
                    Assert.True(item.Ticks > watermark, "The watermark must move on.");
                    watermark = item.Ticks;
                    break;
                default:
                    seen.Add((item.Value, clock, watermark));
                    break;
            }
        }

        Assert.Equal(expected, seen);
        Assert.Equal((lastClock, lastWatermark), (clock, watermark));
    }
}
