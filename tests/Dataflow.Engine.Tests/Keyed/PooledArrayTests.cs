using Dataflow.Engine.Keyed;

namespace Dataflow.Engine.Tests.Keyed;

public sealed class PooledArrayTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(1 << 10)]
    [InlineData(1 << 17)]
    [InlineData(1 << 20)]
    public void Rent_AnyLength_IsOfThatLength(int length)
    {
        PooledArray<short>.Return(new short[length * 2]);

        Assert.Equal(length, PooledArray<short>.Rent(length).Length);
    }

    [Theory]
    [InlineData(1 << 8, false)]
    [InlineData(1 << 9, true)]
    [InlineData(1 << 17, true)]
    [InlineData(1 << 18, false)]
    public void Return_FromFourKilobytesToAMegabyte_IsRentedAgain(int length, bool isRentedAgain)
    {
        var array = PooledArray<double>.Rent(length);
        PooledArray<double>.Return(array);

        Assert.Equal(isRentedAgain, ReferenceEquals(array, PooledArray<double>.Rent(length)));
    }

    [Fact]
    public void Return_MoreThanAFew_AreNotKept()
    {
        var returned = Enumerable.Range(0, 20).Select(_ => new ulong[1 << 10]).ToList();
        returned.ForEach(PooledArray<ulong>.Return);

        var rented = Enumerable.Range(0, 20).Select(_ => PooledArray<ulong>.Rent(1 << 10)).ToList();

        Assert.Equal(8, rented.Count(returned.Contains));
        Assert.Equal(20, rented.Distinct().Count());
    }
}
