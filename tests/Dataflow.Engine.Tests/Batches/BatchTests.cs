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

    [Theory]
    [InlineData(101, 10)]
    [InlineData(10, 101)]
    public void Clear_ValuesOrColumnsAreLarger_GivesUpBoth(int values, int columns)
    {
        var batch = new Batch<int>(0);
        batch.Reserve(values);
        batch.Columns.Grow(columns);

        batch.Clear(mostRows: 100);

        Assert.Equal((0, 0), (batch.Values.Length, batch.Columns.Capacity));
    }

    [Fact]
    public void Grow_RowByRow_MakesRoomAndKeepsWhatIsThere()
    {
        var batch = new Batch<int>(0);
        for (var row = 0; row < 100; row++)
        {
            batch.Grow();
            (batch.Values[row], batch.Columns.Times[row]) = (row, -row);
            batch.Columns.Count++;
        }

        Assert.Equal(Enumerable.Range(0, 100), batch.Span.ToArray());
        Assert.Equal(Enumerable.Range(0, 100).Select(row => (long)-row), batch.Columns.Times.Take(100));
    }
}
