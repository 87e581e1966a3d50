using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Tests.Batches;

public sealed class BatchTests
{
    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Clear_WithAMostOfRows_KeepsMemoryForNoMore(int rows, bool isKept)
    {
        var batch = new Batch<int>(0);
        batch.Reserve(rows);
        batch.Columns.Grow(rows);
        batch.Columns.Count = rows;

        batch.Clear(mostRows: 100);

        Assert.Equal(0, batch.Count);
        Assert.Equal(isKept ? rows : 0, batch.Values.Length);
        Assert.Equal(isKept ? rows : 0, batch.Columns.Capacity);
    }
}
