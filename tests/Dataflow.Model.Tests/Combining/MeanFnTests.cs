using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class MeanFnTests : CombineFnContract<MeanFn<long>, long, MeanAccumulator, double>
{
    protected override MeanFn<long> Fn => default;

    protected override string Text => "mean";

    protected override long NextInput(Random random) => random.NextInt64(-1_000_000, 1_000_000);

    protected override double Naive(IReadOnlyList<long> inputs) => inputs.Count == 0 ? double.NaN : inputs.Sum() / (double)inputs.Count;

    [Fact]
    public void AddInput_GreatestLongs_DoesNotOverflow() =>
        Assert.Equal(long.MaxValue, Fn.ExtractOutput(Fold([long.MaxValue, long.MaxValue])));
}
