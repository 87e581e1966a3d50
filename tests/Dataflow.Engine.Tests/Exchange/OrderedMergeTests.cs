using Dataflow.Engine.Batches;
using Dataflow.Engine.Exchange;
using Dataflow.Engine.Tests.Batches;
using Dataflow.Panes;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Exchange;

public sealed class OrderedMergeTests
{
    [Fact]
    public void Merge_BatchesSplitByKey_GivesTheOriginalOrder() => Seeds.Each(300, random => Check(random, marksAtOnePlace: 3));

    [Fact]
    public void Merge_PanesOfOneCause_GoByRankBeforeTheirMark() => Seeds.Each(300, random =>
    {
        var inputs = random.Next(1, 4);
        var panes = Enumerable.Range(0, random.Next(12)).Select(sequence => (Value: (long)sequence, Rank: new Rank(random.Next(2), new Window(0, random.Next(1, 4)), sequence), Owner: random.Next(inputs))).ToList();
        var expected = panes.OrderBy(pane => pane.Rank.Due).ThenBy(pane => pane.Rank.Window.EndTicks).ThenBy(pane => pane.Rank.Sequence).ToList();
        var parts = Enumerable.Range(0, inputs).Select(_ => new Batch<long>(16)).ToList();
        for (var input = 0; input < inputs; input++)
        {
            parts[input].Columns.Shape(true, true, true, true);
            foreach (var pane in expected.Where(pane => pane.Owner == input))
            {
                AddPane(parts[input], pane.Value, pane.Rank);
            }

            parts[input].Columns.Marks.Add(parts[input].Count, MarkKind.Watermark, 5, 2);
        }

        var collector = new Collector<long>();
        new OrderedMerge<long>(inputs, collector, random.Next(1, 5), keepsCauses: random.Next(2) == 0, comparesRanks: true).Merge(parts);

        Assert.Equal(expected.Select(pane => (object?)pane.Value), collector.Items.SkipLast(1).Select(item => item.Value));
        Assert.Equal((MarkKind.Watermark, 5), (collector.Items[^1].Mark, collector.Items[^1].Ticks));
    });

    [Fact]
    public void Merge_WatermarkOfOneInput_WaitsForTheOther()
    {
        var collector = new Collector<int>();
        var merge = new OrderedMerge<int>(2, collector, 4, keepsCauses: true, comparesRanks: true);
        var (ahead, behind) = (new Batch<int>(0), new Batch<int>(0));
        ahead.Columns.Marks.Add(0, MarkKind.Watermark, 10, 0);
        behind.Columns.Marks.Add(0, MarkKind.Watermark, 3, 0);
        behind.Columns.Marks.Add(0, MarkKind.Watermark, 7, 2);

        merge.Merge([ahead, behind]);

        Assert.Equal([3L, 7L], collector.Items.Select(item => item.Ticks));
    }

    [Theory]
    [InlineData("7", "7", "0 1")]
    [InlineData("7", "5,7", "1 0 1")]
    [InlineData("5,7,9", "7", "0 0 1 0")]
    public void Merge_RowsOfOneCauseWithoutRanks_GoByInput(string first, string second, string inputs)
    {
        var collector = new Collector<int>();
        var parts = new[] { first, second }.Select((causes, input) => BatchOf(input, [.. causes.Split(',').Select(long.Parse)])).ToList();
        new OrderedMerge<int>(2, collector, 4, keepsCauses: true, comparesRanks: false).Merge(parts);

        Assert.Equal(inputs, string.Join(' ', collector.Items.Select(item => item.Value)));
    }

    /// <summary>What timers fire at one cause: panes stand before the clock that goes past when they were due, and all of it before the watermark.</summary>
    [Fact]
    public void Merge_PanesAndMarksOfOneCause_GoByWhenTheyWereDue() => Seeds.Each(300, random =>
    {
        var inputs = random.Next(2, 4);
        var steps = Enumerable.Range(1, random.Next(1, 4)).SelectMany(step => Enumerable.Range(0, random.Next(4)).Select(_ => (long?)((step * 10L) - random.Next(1, 10))).Order().Append(null)).ToList();
        var parts = Enumerable.Range(0, inputs).Select(_ => new Batch<long>(16)).ToList();
        parts.ForEach(part => part.Columns.Shape(true, true, true, true));
        var expected = new List<(MarkKind? Mark, long Value)>();
        var clock = 0;
        foreach (var due in steps)
        {
            if (due is { } ticks)
            {
                AddPane(parts[random.Next(inputs)], ticks, new Rank(ticks, new Window(0, 1), expected.Count));
                expected.Add((null, ticks));
            }
            else
            {
                clock += 10;
                parts.ForEach(part => part.Columns.Marks.Add(part.Count, MarkKind.Clock, clock, 2));
                expected.Add((MarkKind.Clock, clock));
            }
        }

        parts.ForEach(part => part.Columns.Marks.Add(part.Count, MarkKind.Watermark, 5, 2));
        var collector = new Collector<long>();
        new OrderedMerge<long>(inputs, collector, 4, keepsCauses: false, comparesRanks: true).Merge(parts);

        Assert.Equal([.. expected, (MarkKind.Watermark, 5)], collector.Items.Select(item => (item.Mark, item.Value as long? ?? item.Ticks)));
    });

    [Fact]
    public void Merge_RowAndClockOfOneCauseWithoutRanks_TheRowIsFirst()
    {
        var (collector, row, clock) = (new Collector<int>(), BatchOf(0, [7]), new Batch<int>(0));
        clock.Columns.Marks.Add(0, MarkKind.Clock, 5, 7);
        new OrderedMerge<int>(2, collector, 4, keepsCauses: true, comparesRanks: false).Merge([clock, row]);

        Assert.Equal([null, MarkKind.Clock], collector.Items.Select(item => item.Mark));
    }

    [Fact]
    public void Merge_WatermarksOfOneCause_AreOneStep()
    {
        var collector = new Collector<int>();
        var merge = new OrderedMerge<int>(2, collector, 4, keepsCauses: true, comparesRanks: true);
        var (one, other) = (new Batch<int>(0), new Batch<int>(0));
        foreach (var (cause, ticks, otherTicks) in new[] { (0, 3, 5), (1, 9, 7), (2, 12, 7) })
        {
            one.Columns.Marks.Add(0, MarkKind.Watermark, ticks, cause);
            other.Columns.Marks.Add(0, MarkKind.Watermark, otherTicks, cause);
        }

        merge.Merge([one, other]);

        Assert.Equal([3L, 7L], collector.Items.Select(item => item.Ticks));
    }

    [Fact]
    public void Merge_RowsWithAndWithoutWindowsAndPanes_EachKeepsWhatItHas()
    {
        var parts = Enumerable.Range(0, 4).Select(input => BatchOf(input, [input, input + 4])).ToList();

        // From one to the next only one of both changes.
        foreach (var (input, part) in parts.Index())
        {
            var (hasWindows, hasFirings) = (input is 1 or 2, input >= 2);
            part.Columns.Shape(hasWindows, hasFirings, withCauses: true, withRanks: false);
            for (var row = 0; row < 2; row++)
            {
                if (hasWindows)
                {
                    part.Columns.Windows[row] = new Window(input, 10 + row);
                }

                if (hasFirings)
                {
                    part.Columns.Firings[row] = new Firing(PaneInfo.NoFiring, input, row);
                }
            }
        }

        var expected = parts.SelectMany(Item.Flatten).OrderBy(item => item.Cause).ToList();
        var collector = new Collector<int>();
        new OrderedMerge<int>(4, collector, 4, keepsCauses: true, comparesRanks: false).Merge(parts);

        Assert.Equal(expected, collector.Items);
    }

    [Fact]
    public void Merge_WithOrigins_GivesTheCausesThatWereThereBefore()
    {
        var (collector, origins) = (new Collector<int>(), new Origins());
        origins.Begin(40);
        Array.ForEach([100L, 101, 102], origins.Add);
        var batch = BatchOf(0, [40, 42]);
        batch.Columns.Marks.Add(1, MarkKind.Watermark, 5, 41);
        new OrderedMerge<int>(1, collector, 4, keepsCauses: true, comparesRanks: false).Merge([batch], origins);

        Assert.Equal([100L, 101, 102], collector.Items.Select(item => item.Cause));
    }

    /// <summary>Splits random batches as the parallel step does: rows by owner, every mark to all.</summary>
    private static void Check(Random random, int marksAtOnePlace)
    {
        var inputs = random.Next(1, 5);
        var keepsCauses = random.Next(2) == 0;
        var collector = new Collector<int>();
        var merge = new OrderedMerge<int>(inputs, collector, random.Next(1, 6), keepsCauses, comparesRanks: true);
        var source = new SplitSource(random, marksAtOnePlace);
        List<Item> expected = [];
        for (var i = 0; i < 5; i++)
        {
            var (items, parts) = source.Next(inputs);
            expected.AddRange(items);
            merge.Merge(parts);
        }

        Assert.Equal(expected.Select(item => keepsCauses || item.IsMark ? item : item with { Cause = null }), collector.Items);
    }

    private static Batch<int> BatchOf(int input, long[] causes)
    {
        var batch = new Batch<int>(causes.Length);
        batch.Columns.Shape(withWindows: false, withFirings: false, withCauses: true, withRanks: false);
        batch.Columns.Count = causes.Length;
        batch.Values.AsSpan().Fill(input);
        causes.CopyTo(batch.Columns.Causes, 0);
        return batch;
    }

    private static void AddPane(Batch<long> part, long value, Rank rank)
    {
        var row = part.Count;
        part.Grow();
        part.Values[row] = value;
        part.Columns.Windows[row] = rank.Window;
        part.Columns.Firings[row] = new Firing(PaneInfo.NoFiring, 0, 0);
        part.Columns.Causes[row] = 2;
        part.Columns.Ranks[row] = rank;
        part.Columns.Count = row + 1;
    }
}
