using Dataflow.Engine.Batches;
using Dataflow.Engine.Tests.Batches;

namespace Dataflow.Engine.Tests.Exchange;

/// <summary>Makes random batches whose rows and marks know their causes, split over inputs as the parallel step splits them.</summary>
internal sealed class SplitSource(Random random, int marksAtOnePlace)
{
    private long clock;
    private long watermark;
    private long origin;
    private int next;

    public (List<Item> Items, List<Batch<int>> Parts) Next(int inputs)
    {
        var batch = new Batch<int>(16);
        var count = random.Next(12);
        batch.Columns.Count = count;
        for (var row = 0; row <= count; row++)
        {
            AddMarks(batch.Columns, row);
            if (row < count)
            {
                (batch.Values[row], batch.Columns.Times[row]) = (next++, random.Next(100));
            }
        }

        batch.Columns.NumberCauses(origin);
        origin += 2L * (count + 1);
        return ([.. Item.Flatten(batch)], Split(batch, inputs));
    }

    private void AddMarks(Columns columns, int row)
    {
        for (var i = random.Next(marksAtOnePlace + 1); i > 0; i--)
        {
            if (random.Next(2) == 0)
            {
                columns.Marks.Add(row, MarkKind.Clock, clock += random.Next(1, 5));
            }
            else
            {
                columns.Marks.Add(row, MarkKind.Watermark, watermark += random.Next(1, 5));
            }
        }
    }

    private List<Batch<int>> Split(Batch<int> batch, int inputs)
    {
        var owners = Enumerable.Range(0, batch.Count).Select(_ => random.Next(inputs)).ToArray();
        var parts = Enumerable.Range(0, inputs).Select(_ => new Batch<int>(16)).ToList();
        foreach (var (part, input) in parts.Select((part, input) => (part, input)))
        {
            part.Columns.Shape(batch.Columns);
            foreach (var mark in batch.Columns.Marks.Span)
            {
                part.Columns.Marks.Add(owners.Take(mark.Position).Count(owner => owner == input), mark.Kind, mark.Ticks, mark.Cause);
            }

            for (var row = 0; row < batch.Count; row++)
            {
                if (owners[row] == input)
                {
                    part.Values[part.Count] = batch[row];
                    part.Columns.CopyRow(batch.Columns, row, part.Count);
                    part.Columns.Count++;
                }
            }
        }

        return parts;
    }
}
