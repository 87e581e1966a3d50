using System.Numerics;
using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class MeanFnTests : CombineFnContract<MeanFn<long>, long, MeanAccumulator, double>
{
    protected override MeanFn<long> Fn => default;

    protected override string Text => "mean";

    protected override (bool IsInvertible, bool IsAdditive, bool HasEmptyOutput) Traits => (true, false, false);

    protected override long NextInput(Random random) => random.NextInt64(-1_000_000, 1_000_000);

    protected override double Naive(IReadOnlyList<long> inputs) => inputs.Count == 0 ? double.NaN : inputs.Sum() / (double)inputs.Count;

    [Fact]
    public void AddInput_GreatestLongs_DoesNotOverflow() =>
        Assert.Equal(long.MaxValue, Fn.ExtractOutput(Fold([long.MaxValue, long.MaxValue])));

    [Fact]
    public void AddInput_IntegersBeyondDoubles_AreSummedExactly() =>
        Assert.Equal(1 / 3.0, Fn.ExtractOutput(Fold([long.MaxValue, 1, -long.MaxValue])));

    [Fact]
    public void ExtractOutput_Fractions_IsTheirMean()
    {
        var fn = default(MeanFn<double>);
        var accumulator = fn.CreateAccumulator();
        fn.AddInput(ref accumulator, 0.25);
        fn.AddInput(ref accumulator, 1.25);

        Assert.Equal(0.75, fn.ExtractOutput(accumulator));
    }

    [Fact]
    public void RemoveInput_OtherTypes_LeavesTheMeanOfWhatIsLeft()
    {
        AssertTakeOut(random => random.Next(), isInvertible: true);
        AssertTakeOut(random => (byte)random.Next(), isInvertible: true);
        AssertTakeOut(random => (ulong)random.NextInt64() * 2, isInvertible: true);
        AssertTakeOut(random => random.NextInt64(long.MinValue, long.MaxValue), isInvertible: true);
        AssertTakeOut(random => (nint)random.Next(), isInvertible: true);
        AssertTakeOut(Samples.Double, isInvertible: false);
        AssertTakeOut(random => (float)random.NextDouble(), isInvertible: false);
        AssertTakeOut(random => (decimal)random.NextDouble(), isInvertible: false);
        AssertTakeOut(random => (Int128)random.NextInt64(), isInvertible: false);
        AssertTakeOut(random => (BigInteger)random.NextInt64(), isInvertible: false);
    }

    private static void AssertTakeOut<T>(Func<Random, T> next, bool isInvertible)
        where T : INumberBase<T>
    {
        Assert.Equal(isInvertible, default(MeanFn<T>).IsInvertible);
        Retractions.AssertTakeOut<MeanFn<T>, T, MeanAccumulator, double>(default, next);
    }
}
