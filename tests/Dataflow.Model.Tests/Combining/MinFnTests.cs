using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class MinFnTests : CombineFnContract<MinFn<Tagged>, Tagged, Extreme<Tagged>, Tagged>
{
    protected override MinFn<Tagged> Fn => default;

    protected override string Text => "min";

    protected override (bool IsInvertible, bool IsAdditive, bool HasEmptyOutput) Traits => (false, false, false);

    protected override Tagged NextInput(Random random) => Tagged.Next(random);

    protected override Tagged Naive(IReadOnlyList<Tagged> inputs) => inputs.OrderBy(input => input.Rank).FirstOrDefault()!;

    [Fact]
    public void ExtractOutput_Ties_IsTheFirst() =>
        Assert.Equal(new Tagged(1, 10), Fn.ExtractOutput(Fold([new(2, 9), new(1, 10), new(1, 11)])));

    [Fact]
    public void AddInput_DefaultOfType_Counts()
    {
        var fn = default(MinFn<int>);
        var accumulator = fn.CreateAccumulator();
        Assert.Equal(0, fn.ExtractOutput(accumulator));

        fn.AddInput(ref accumulator, 5);
        Assert.Equal(5, fn.ExtractOutput(accumulator));
    }

    [Fact]
    public void RemoveInput_OtherTypes_LeavesTheLeastOfWhatIsLeft()
    {
        Retractions.AssertTakeOut<MinFn<int>, int, Extreme<int>, int>(default, random => random.Next(5));
        Retractions.AssertTakeOut<MinFn<double>, double, Extreme<double>, double>(default, random => random.Next(5) - 0.5);
        Retractions.AssertTakeOut<MinFn<string?>, string?, Extreme<string?>, string?>(default, Samples.TextOrNull);
    }
}
