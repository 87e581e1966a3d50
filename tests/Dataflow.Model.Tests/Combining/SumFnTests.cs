using System.Numerics;
using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class SumFnTests : CombineFnContract<SumFn<long>, long, long, long>
{
    protected override SumFn<long> Fn => default;

    protected override string Text => "sum";

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
}
