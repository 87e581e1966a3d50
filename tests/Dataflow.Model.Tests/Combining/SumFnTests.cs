using System.Numerics;
using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class SumFnTests : CombineFnContract<SumFn<long>, long, long, long>
{
    protected override SumFn<long> Fn => default;

    protected override string Text => "sum";

    protected override (bool IsInvertible, bool IsAdditive, bool HasEmptyOutput) Traits => (true, true, true);

    protected override long NextInput(Random random) => random.NextInt64(-1_000_000, 1_000_000);

    protected override long Naive(IReadOnlyList<long> inputs) => (long)inputs.Aggregate(BigInteger.Zero, (sum, input) => sum + input);

    [Fact]
    public void AddInput_OutsideTheRange_Throws()
    {
        AssertOverflows(long.MaxValue, 1L);
        AssertOverflows(long.MinValue, -1L);
        AssertOverflows(int.MaxValue, 1);
        AssertOverflows(uint.MaxValue, 1u);
        AssertOverflows(byte.MaxValue, (byte)1);
        AssertOverflows(decimal.MaxValue, 1m);
        AssertOverflows(Int128.MaxValue, Int128.One);
    }

    [Fact]
    public void AddInput_Doubles_GoToInfinity()
    {
        var sum = double.MaxValue;
        default(SumFn<double>).AddInput(ref sum, double.MaxValue);

        Assert.Equal(double.PositiveInfinity, sum);
    }

    private static void AssertOverflows<T>(T start, T input)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        var fn = default(SumFn<T>);
        Assert.Throws<OverflowException>(() => { var sum = start; fn.AddInput(ref sum, input); });
        Assert.Throws<OverflowException>(() => { var sum = start; fn.MergeAccumulator(ref sum, input); });
    }

    [Fact]
    [Trait("Choice", "7")]
    public void RemoveInput_OtherTypes_LeavesTheSumOfWhatIsLeft()
    {
        AssertTakeOut(random => (sbyte)random.Next(-2, 3), isInvertible: true, isAdditive: true);
        AssertTakeOut(random => (short)random.Next(-99, 99), isInvertible: true, isAdditive: true);
        AssertTakeOut(random => random.Next(-99, 99), isInvertible: true, isAdditive: true);
        AssertTakeOut(random => (nint)random.Next(-99, 99), isInvertible: true, isAdditive: true);
        AssertTakeOut(random => (Int128)random.NextInt64(), isInvertible: true, isAdditive: true);
        AssertTakeOut(random => BigInteger.Pow(random.NextInt64(), 3), isInvertible: true, isAdditive: true);
        AssertTakeOut(random => (byte)random.Next(4), isInvertible: true, isAdditive: false);
        AssertTakeOut(random => (ushort)random.Next(99), isInvertible: true, isAdditive: false);
        AssertTakeOut(random => (uint)random.Next(99), isInvertible: true, isAdditive: false);
        AssertTakeOut(random => (ulong)random.Next(), isInvertible: true, isAdditive: false);
        AssertTakeOut(random => (nuint)random.Next(), isInvertible: true, isAdditive: false);
        AssertTakeOut(random => (UInt128)random.Next(), isInvertible: true, isAdditive: false);
        AssertTakeOut(Samples.Double, isInvertible: false, isAdditive: false);
        AssertTakeOut(random => (float)random.NextDouble(), isInvertible: false, isAdditive: false);
        AssertTakeOut(random => (decimal)random.NextDouble(), isInvertible: false, isAdditive: false);
        AssertTakeOut(random => TimeSpanLike.Next(random), isInvertible: false, isAdditive: false);
    }

    [Fact]
    public void RemoveInput_OutsideTheRange_Throws()
    {
        AssertUnderflows(long.MinValue, 1L);
        AssertUnderflows(0u, 1u);
        AssertUnderflows((byte)3, (byte)4);
        AssertUnderflows(Int128.MinValue, Int128.One);
    }

    private static void AssertUnderflows<T>(T start, T input)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> =>
        Assert.Throws<OverflowException>(() => { var sum = start; default(SumFn<T>).RemoveInput(ref sum, input); });

    private static void AssertTakeOut<T>(Func<Random, T> next, bool isInvertible, bool isAdditive)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        Assert.Equal((isInvertible, isAdditive), (default(SumFn<T>).IsInvertible, default(SumFn<T>).IsAdditive));
        Retractions.AssertTakeOut<SumFn<T>, T, T, T>(default, next);
    }

    private readonly record struct TimeSpanLike(TimeSpan Span) : IAdditionOperators<TimeSpanLike, TimeSpanLike, TimeSpanLike>, IAdditiveIdentity<TimeSpanLike, TimeSpanLike>
    {
        public static TimeSpanLike AdditiveIdentity => default;

        public static TimeSpanLike operator +(TimeSpanLike left, TimeSpanLike right) => new(left.Span + right.Span);

        public static TimeSpanLike Next(Random random) => new(TimeSpan.FromTicks(random.Next(9)));
    }
}
