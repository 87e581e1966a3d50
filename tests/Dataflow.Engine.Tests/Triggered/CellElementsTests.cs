using Dataflow.Engine.Triggered;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Triggered;

public sealed class CellElementsTests
{
    private readonly CellElements<string, int, int, int> elements = new();
    private readonly Cell<string, int, int>[] cells = [new([]), new([]), new([])];

    [Fact]
    public void Merge_SeveralCells_GivesAllInTheOrderInWhichTheyCame()
    {
        Add(0, 3, 6);
        Add(1, 1, 7);
        Add(2, 2, 4);

        var merged = elements.Merge(cells, cells[1]);

        Assert.Equal([1, 2, 3, 4, 6, 7], merged.Select(element => element.Value));
        Assert.Same(merged, elements.Of(cells[1]));
    }

    [Fact]
    public void Merge_OneCellIntoAnother_LeavesTheOthersOut()
    {
        Add(0, 1);
        Add(1, 2);

        Assert.Equal([1], elements.Merge([cells[0]], cells[0]).Select(element => element.Value));
        Assert.Equal([2], elements.Of(cells[1]).Select(element => element.Value));
    }

    [Fact]
    public void Clear_ACell_LeavesItEmptyAndTheOthersAsTheyWere()
    {
        Add(0, 1, 2);
        Add(1, 3);

        elements.Clear(cells[0]);
        elements.Clear(cells[2]);

        Assert.Empty(elements.Of(cells[0]));
        Assert.Single(elements.Of(cells[1]));
    }

    [Fact]
    public void Remove_ACell_ForgetsItsElements()
    {
        Add(0, 1, 2);
        var before = elements.Of(cells[0]);

        elements.Remove(cells[0]);

        Assert.NotSame(before, elements.Of(cells[0]));
        Assert.Empty(elements.Of(cells[0]));
    }

    private void Add(int cell, params int[] sequences)
    {
        foreach (var sequence in sequences)
        {
            elements.Of(cells[cell]).Add(new Contribution<int>(sequence, Time: 0, sequence, new Window(0, 1)));
        }
    }
}
