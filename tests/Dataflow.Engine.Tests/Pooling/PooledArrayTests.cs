using System.Runtime.CompilerServices;
using Dataflow.Engine.Pooling;

namespace Dataflow.Engine.Tests.Pooling;

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
    [InlineData(1 << 18, true)]
    [InlineData(1 << 19, false)]
    public void Return_FromFourKilobytesToTwoMegabytes_IsRentedAgain(int length, bool isRentedAgain)
    {
        var array = PooledArray<double>.Rent(length);
        PooledArray<double>.Return(array);

        Assert.Equal(isRentedAgain, ReferenceEquals(array, PooledArray<double>.Rent(length)));
    }

    [Fact]
    public void Return_Many_AreRentedAgain()
    {
        // A collection may come between at any time.
        Assert.Contains(20, Enumerable.Range(0, 10).Select(_ => RentedAgain(20)));

        static int RentedAgain(int count)
        {
            var returned = Enumerable.Range(0, count).Select(_ => new ulong[1 << 17]).ToList();
            returned.ForEach(PooledArray<ulong>.Return);
            var rented = Enumerable.Range(0, count).Select(_ => PooledArray<ulong>.Rent(1 << 17)).ToList();
            Assert.Equal(count, rented.Distinct().Count());
            return rented.Count(returned.Contains);
        }
    }

    /// <summary>Two megabytes of each length are kept for ever, and what else there is no longer than a program keeps what it has dropped.</summary>
    [Fact]
    public void Return_Many_AFullCollectionLeavesFew()
    {
        // Each time, and not the first alone.
        var returned = new List<WeakReference>();
        for (var time = 0; time < 3; time++)
        {
            returned.AddRange(ReturnMany(20));
            for (var round = 0; round < 3; round++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            Assert.Equal(2, returned.Count(array => array.IsAlive));
        }
    }

    [Fact]
    public void Return_AnArrayOfObjects_KeepsNoneOfThemAlive()
    {
        var array = new string?[1 << 10];
        array[7] = "seven";
        PooledArray<string?>.Return(array);

        Assert.All(PooledArray<string?>.Rent(1 << 10), Assert.Null);
    }

    [Fact]
    public void Grow_AnArray_BeginsWithWhatWasUsed()
    {
        var array = Enumerable.Range(0, 1 << 10).Select(i => (uint)i).ToArray();
        var old = array;
        PooledArray<uint>.Grow(ref array, 1 << 11, 1000);

        Assert.Equal(1 << 11, array.Length);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (uint)i), array.Take(1000));
        Assert.Same(old, PooledArray<uint>.Rent(1 << 10));
    }

    // In a method of its own, so that nothing on the stack refers to an array any more.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> ReturnMany(int count)
    {
        var returned = Enumerable.Range(0, count).Select(_ => new decimal[1 << 16]).ToList();
        returned.ForEach(PooledArray<decimal>.Return);
        return returned.ConvertAll(array => new WeakReference(array));
    }
}
