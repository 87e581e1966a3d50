using Dataflow.Engine.Batches;
using Dataflow.Engine.Tests.Batches;
using Dataflow.Engine.Watermarks;
using Dataflow.Time;

namespace Dataflow.Engine.Tests.Watermarks;

/// <summary>The marks of a source, whatever the size of its batches, against the rules written out element by element.</summary>
public sealed class WatermarkGeneratorTests
{
    public static TheoryData<string, bool, bool> Kinds =>
        [.. from kind in new[] { "bounded", "perfect", "recorded" } from clocks in new[] { false, true } from watermarks in new[] { false, true } select (kind, clocks, watermarks)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Annotate_AnyBatchSize_IsTheNaiveSimulation(string kind, bool hasClocks, bool hasWatermarks) => Seeds.Each(150, random =>
    {
        var source = Recording(random, hasClocks, hasWatermarks);
        var delay = random.Next(3) switch { 0 => 0, 1 => random.Next(20), _ => EventTime.MaxSpanTicks };
        var expected = Simulate(kind, delay, source);
        var marks = Run(kind, delay, source, _ => source.Count + 1, random);

        Assert.Equal(expected, States(marks));
        foreach (var size in new[] { 1, 2, 3, 7, 16 })
        {
            Assert.Equal(marks, Run(kind, delay, source, _ => size, random));
        }

        Assert.Equal(marks, Run(kind, delay, source, r => r.Next(0, 9), random));
    });

    [Theory]
    [InlineData("bounded")]
    [InlineData("perfect")]
    [InlineData("recorded")]
    public void Annotate_EndsOfTime_StaysInside(string kind)
    {
        List<Item> source = [.. new[] { EventTime.StartTicks, EventTime.EndTicks - 1, EventTime.StartTicks, EventTime.StartTicks + 1 }.Select(Element)];

        Assert.Equal(Simulate(kind, 5, source), States(Run(kind, 5, source, _ => 1, new Random(0))));
    }

    private static Item Element(long time) => new(null, null, time, null, null, null, null);

    // Times mostly move on, with falls, plateaus and the ends of time; the source's own marks may go back.
    private static List<Item> Recording(Random random, bool hasClocks, bool hasWatermarks)
    {
        List<Item> items = [];
        long now = random.Next(-50, 50);
        for (var i = random.Next(60); i > 0; i--)
        {
            now += random.Next(4) == 0 ? random.Next(-3, 8) : 0;
            var kind = random.Next(8);
            if (kind == 0 && hasClocks)
            {
                items.Add(new Item(MarkKind.Clock, null, now + random.Next(-5, 5), null, null, 0, null));
            }
            else if (kind == 1 && hasWatermarks)
            {
                items.Add(new Item(MarkKind.Watermark, null, now + random.Next(-5, 5), null, null, 0, null));
            }
            else
            {
                items.Add(Element(random.Next(40) == 0 ? EventTime.StartTicks : now + random.Next(-6, 3)));
            }
        }

        return items;
    }

    private static List<Item> Run(string kind, long delay, List<Item> source, Func<Random, int> nextSize, Random random)
    {
        var generator = Make(kind, delay, source);
        var batch = new Batch<int>(64);
        List<Item> output = [];
        var room = nextSize(random);
        foreach (var item in source)
        {
            if (!item.IsMark && batch.Count >= room)
            {
                Send();
                room = Math.Max(1, nextSize(random));
            }

            if (item.IsMark)
            {
                // A mark between two batches may stand in either.
                if (batch.Count > 0 && random.Next(3) == 0)
                {
                    Send();
                }

                batch.Columns.Marks.Add(batch.Count, item.Mark!.Value, item.Ticks);
            }
            else
            {
                batch.Columns.Times[batch.Count] = item.Ticks;
                batch.Columns.Count++;
            }
        }

        Send();
        return output;

        void Send()
        {
            generator.Annotate(batch.Columns);
            output.AddRange(Item.Flatten(batch).Select(item => item with { Value = null }));
            var states = States(output);
            Assert.Equal(states[^1], (long.MaxValue, generator.Clock, generator.Watermark));
            batch.Clear();
        }
    }

    private static WatermarkGenerator Make(string kind, long delay, List<Item> source)
    {
        if (kind != "perfect")
        {
            return kind == "bounded" ? new BoundedGenerator(delay) : new RecordedGenerator();
        }

        var minima = new SuffixMinima();
        source.Where(item => !item.IsMark).ToList().ForEach(item => minima.Add(item.Ticks));
        return new PerfectGenerator(minima);
    }

    /// <summary>What each element sees, and at the end under the time of long.MaxValue what stands behind the last.</summary>
    private static List<(long Time, long Clock, long Watermark)> States(List<Item> items)
    {
        var (clock, watermark) = (EventTime.StartTicks, EventTime.StartTicks);
        List<(long Time, long Clock, long Watermark)> states = [];
        foreach (var item in items)
        {
            if (item.IsMark)
            {
                var before = item.Mark == MarkKind.Clock ? clock : watermark;
                Assert.True(item.Ticks > before, $"The {item.Mark} must move on from {before}, but it goes to {item.Ticks}.");
                (clock, watermark) = item.Mark == MarkKind.Clock ? (item.Ticks, watermark) : (clock, item.Ticks);
            }
            else
            {
                states.Add((item.Ticks, clock, watermark));
            }
        }

        states.Add((long.MaxValue, clock, watermark));
        return states;
    }

    private static List<(long Time, long Clock, long Watermark)> Simulate(string kind, long delay, List<Item> source)
    {
        List<(long Time, long Clock, long Watermark)> states = [];
        for (var i = 0; i <= source.Count; i++)
        {
            if (i == source.Count || !source[i].IsMark)
            {
                states.Add((i == source.Count ? long.MaxValue : source[i].Ticks, ClockAt(source, i), WatermarkAt(kind, delay, source, i)));
            }
        }

        return states;
    }

    // The element's own time counts for the clock, as long as the source has said nothing.
    private static long ClockAt(List<Item> source, int i)
    {
        var said = source.FindIndex(item => item.Mark == MarkKind.Clock);
        var before = source.Take(i + 1).Where((item, at) => item.Mark == MarkKind.Clock || (!item.IsMark && (said < 0 || at < said)));
        return before.Select(item => item.Ticks).Append(EventTime.StartTicks).Max();
    }

    private static long WatermarkAt(string kind, long delay, List<Item> source, int i) => kind switch
    {
        "bounded" => source.Take(i).Where(item => !item.IsMark).Select(item => Math.Max(EventTime.StartTicks, item.Ticks - delay)).Append(EventTime.StartTicks).Max(),
        "perfect" => source.Skip(i).Where(item => !item.IsMark).Select(item => item.Ticks).DefaultIfEmpty(EventTime.EndTicks).Min(),
        _ => source.Take(i).Where(item => item.Mark == MarkKind.Watermark).Select(item => item.Ticks).Append(EventTime.StartTicks).Max(),
    };
}
