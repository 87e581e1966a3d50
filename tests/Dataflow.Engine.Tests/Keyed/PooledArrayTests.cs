using Dataflow.Engine.Keyed;

namespace Dataflow.Engine.Tests.Keyed;

public sealed class PooledArrayTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(1 << 10)]
    [InlineData(1 << 18)]
    [InlineData(1 << 19)]
    [InlineData(1 << 20)]
    public void Rent_AnyLength_IsOfThatLength(int length) => Assert.Equal(length, PooledArray.Rent<long>(length).Length);

    [Theory]
    [InlineData(1 << 8, false)]
    [InlineData(1 << 9, true)]
    [InlineData(1 << 18, true)]
    [InlineData(1 << 19, false)]
    public void Return_FromFourKilobytesToTwoMegabytes_IsRentedAgain(int length, bool isRentedAgain)
    {
        var array = PooledArray.Rent<long>(length);
        PooledArray.Return(array);

        Assert.Equal(isRentedAgain, ReferenceEquals(array, PooledArray.Rent<long>(length)));
    }
}
