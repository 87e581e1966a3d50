using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class DistinctFnTests : CombineFnContract<DistinctFn<Alike>, Alike, DistinctAccumulator<Alike>, IReadOnlyList<Alike>>
{
    protected override DistinctFn<Alike> Fn => default;

    protected override string Text => "distinct";

    protected override (bool IsInvertible, bool IsAdditive, bool HasEmptyOutput) Traits => (false, false, true);

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

    [Fact]
    public void RemoveInput_OtherTypes_ListsWhatIsLeft()
    {
        Retractions.AssertTakeOut<DistinctFn<int>, int, DistinctAccumulator<int>, IReadOnlyList<int>>(default, random => random.Next(5));
        Retractions.AssertTakeOut<DistinctFn<double>, double, DistinctAccumulator<double>, IReadOnlyList<double>>(default, Samples.Double);
        Retractions.AssertTakeOut<DistinctFn<string?>, string?, DistinctAccumulator<string?>, IReadOnlyList<string?>>(default, Samples.TextOrNull);
    }
}
