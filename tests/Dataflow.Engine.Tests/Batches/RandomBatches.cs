using Dataflow.Engine.Batches;
using Dataflow.Panes;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Batches;

/// <summary>Fills one batch again and again, as a source does, with elements numbered from 0 and marks in any place.</summary>
internal sealed class RandomBatches
{
    private readonly Random random;
    private readonly Batch<int> batch = new(4);
    private readonly bool[] shape;
    private long clock;
    private long watermark;
    private int next;

    public RandomBatches(Random random)
    {
        this.random = random;
        shape = [random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0];
    }

    public Batch<int> Next(int maxCount)
    {
        var count = random.Next(maxCount + 1);
        batch.Clear();
        Place(count);
        var columns = batch.Columns;
        columns.Shape(shape[0], shape[1], shape[2], shape[3]);
        for (var row = 0; row <= count; row++)
        {
            while (random.Next(4) == 0)
            {
                AddMark(columns, row);
            }

            if (row < count)
            {
                Fill(columns, row);
            }
        }

        return batch;
    }

    // Every other batch shows a part of a user's array.
    private void Place(int count)
    {
        if (random.Next(2) == 0)
        {
            batch.Show([.. Enumerable.Range(next - 2, count + 5)], 2, count);
        }
        else
        {
            batch.Columns.Grow(count);
            batch.Reserve(count);
            for (var row = 0; row < count; row++)
            {
                batch.Values[row] = next + row;
            }

            batch.Columns.Count = count;
        }

        next += count;
    }

    private void AddMark(Columns columns, int row)
    {
        if (random.Next(2) == 0)
        {
            columns.Marks.Add(row, MarkKind.Clock, clock += random.Next(5), random.Next());
        }
        else
        {
            columns.Marks.Add(row, MarkKind.Watermark, watermark += random.Next(5), random.Next());
        }
    }

    private void Fill(Columns columns, int row)
    {
        columns.Times[row] = random.Next(-100, 100);
        if (columns.HasWindows)
        {
            columns.Windows[row] = new Window(random.Next(-100, 0), random.Next(1, 100));
        }

        if (columns.HasFirings)
        {
            columns.Firings[row] = new Firing(new PaneInfo(PaneTiming.Late, random.Next(9), random.Next(9), false, true), random.Next(), random.Next());
        }

        if (columns.HasCauses)
        {
            columns.Causes[row] = random.Next();
        }

        if (columns.HasRanks)
        {
            columns.Ranks[row] = new Rank(random.Next(), default, random.Next());
        }
    }
}
