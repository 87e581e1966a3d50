using Dataflow.Engine.Batches;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Batches;

/// <summary>An element or a mark of a stream, with every column that it carries, as steps must keep it.</summary>
internal sealed record Item(MarkKind? Mark, object? Value, long Ticks, Window? Window, Firing? Firing, long? Cause, Rank? Rank)
{
    public bool IsMark => Mark is not null;

    public static Item OfMark(in Mark mark) => new(mark.Kind, null, mark.Ticks, null, null, mark.Cause, null);

    /// <summary>The elements and marks of a batch in the order in which they apply.</summary>
    public static IEnumerable<Item> Flatten<T>(Batch<T> batch)
    {
        var columns = batch.Columns;
        var mark = 0;
        for (var row = 0; row <= batch.Count; row++)
        {
            for (; mark < columns.Marks.Count && columns.Marks[mark].Position <= row; mark++)
            {
                yield return OfMark(columns.Marks[mark]);
            }

            if (row < batch.Count)
            {
                yield return new Item(
                    null,
                    batch[row],
                    columns.Times[row],
                    columns.HasWindows ? columns.Windows[row] : null,
                    columns.HasFirings ? columns.Firings[row] : null,
                    columns.HasCauses ? columns.Causes[row] : null,
                    columns.HasRanks ? columns.Ranks[row] : null);
            }
        }

        Assert.Equal(columns.Marks.Count, mark);
    }
}
