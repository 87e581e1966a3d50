using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Tests.Batches;
using Dataflow.Engine.Windows;
using Dataflow.Time;
using NodaTime;

namespace Dataflow.Engine.Tests.Steps;

public sealed class ParDoStepTests
{
    [Fact]
    public void Receive_ElementsWithoutPane_ShowTheClockAndWatermarkAtTheirArrival() => Seeds.Each(50, random =>
    {
        var (source, seen, expected) = (new RandomBatches(random), new List<(Instant, Instant)>(), new List<(Instant, Instant)>());
        var step = new ParDoStep<int, int>("s", (e, _) => seen.Add((e.ProcessingTime, e.Watermark)), new GlobalAssigner(), new StepCounters("s"), new Collector<int>(), 4);
        var (clock, watermark) = (EventTime.StartTicks, EventTime.StartTicks);
        for (var i = 0; i < 5; i++)
        {
            var batch = source.Next(9);
            foreach (var item in Item.Flatten(batch))
            {
                (clock, watermark) = (item.Mark == MarkKind.Clock ? item.Ticks : clock, item.Mark == MarkKind.Watermark ? item.Ticks : watermark);
                if (!item.IsMark)
                {
                    expected.Add((EventTime.ToInstant(item.Firing?.ProcessingTime ?? clock), EventTime.ToInstant(item.Firing?.Watermark ?? watermark)));
                }
            }

            step.Receive(batch);
        }

        Assert.Equal(expected, seen);
    });
}
