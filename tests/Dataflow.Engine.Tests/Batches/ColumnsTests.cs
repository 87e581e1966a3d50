using Dataflow.Engine.Batches;
using Dataflow.Panes;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Batches;

public sealed class ColumnsTests
{
    private static readonly Firing Firing = new(PaneInfo.NoFiring, 1, 2);
    private static readonly Rank Rank = new(1, new Window(0, 5), 2);

    [Fact]
    public void Shape_Again_KeepsWhatIsThere()
    {
        var columns = Filled(rows: 2);
        columns.Shape(false, false, false, false);
        columns.Shape(true, true, true, true);

        AssertFilled(columns, 2);
    }

    [Fact]
    public void Grow_WithAllColumns_KeepsWhatIsThere()
    {
        var columns = Filled(rows: 2);
        columns.Grow(3);
        columns.Count = 3;
        Fill(columns, 2);

        AssertFilled(columns, 3);
    }

    [Fact]
    public void NumberCauses_RowsAndMarks_AreNumberedInTheOrderInWhichTheyHappen()
    {
        var columns = Filled(rows: 3);
        columns.Marks.Add(0, MarkKind.Clock, 1);
        columns.Marks.Add(2, MarkKind.Clock, 2);
        columns.Marks.Add(2, MarkKind.Watermark, 3);
        columns.Marks.Add(3, MarkKind.Clock, 4);

        Assert.Equal(17, columns.NumberCauses(10));
        Assert.Equal([11L, 12, 15], columns.Causes.Take(3));
        Assert.Equal([10L, 13, 14, 16], columns.Marks.Span.ToArray().Select(mark => mark.Cause));
        Assert.Equal(Enumerable.Repeat(Firing, 3), columns.Firings.Take(3));
    }

    private static Columns Filled(int rows)
    {
        var columns = new Columns(rows) { Count = rows };
        columns.Shape(true, true, true, true);
        for (var row = 0; row < rows; row++)
        {
            Fill(columns, row);
        }

        return columns;
    }

    private static void Fill(Columns columns, int row) =>
        (columns.Times[row], columns.Windows[row], columns.Firings[row], columns.Causes[row], columns.Ranks[row]) = (7, new Window(0, 9), Firing, 8, Rank);

    private static void AssertFilled(Columns columns, int rows)
    {
        Assert.Equal(Enumerable.Repeat(7L, rows), columns.Times.Take(rows));
        Assert.Equal(Enumerable.Repeat(new Window(0, 9), rows), columns.Windows.Take(rows));
        Assert.Equal(Enumerable.Repeat(Firing, rows), columns.Firings.Take(rows));
        Assert.Equal(Enumerable.Repeat(8L, rows), columns.Causes.Take(rows));
        Assert.Equal(Enumerable.Repeat(Rank, rows), columns.Ranks.Take(rows));
    }
}
