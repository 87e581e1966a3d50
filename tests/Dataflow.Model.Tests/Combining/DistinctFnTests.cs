using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class DistinctFnTests : CombineFnContract<DistinctFn<Alike>, Alike, DistinctAccumulator<Alike>, IReadOnlyList<Alike>>
{
    protected override DistinctFn<Alike> Fn => default;

    protected override string Text => "distinct";

    protected override Alike NextInput(Random random) => new(random.Next(6), random.Next());

    protected override IReadOnlyList<Alike> Naive(IReadOnlyList<Alike> inputs) =>
        [.. inputs.Where((input, i) => !inputs.Take(i).Any(before => before.Kind == input.Kind))];

    [Fact]
    public void ExtractOutput_Nulls_IsOneNull()
    {
        var fn = default(DistinctFn<string?>);
        var accumulator = fn.CreateAccumulator();
        foreach (var value in new[] { "b", null, "a", null, "b" })
        {
            fn.AddInput(ref accumulator, value);
        }

        Assert.Equal(["b", null, "a"], fn.ExtractOutput(accumulator));
    }
}
