using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class MaxFnTests : CombineFnContract<MaxFn<Tagged>, Tagged, Extreme<Tagged>, Tagged>
{
    protected override MaxFn<Tagged> Fn => default;

    protected override string Text => "max";

    protected override (bool IsInvertible, bool IsAdditive, bool HasEmptyOutput) Traits => (false, false, false);

    protected override Tagged NextInput(Random random) => Tagged.Next(random);

    protected override Tagged Naive(IReadOnlyList<Tagged> inputs) => inputs.OrderByDescending(input => input.Rank).FirstOrDefault()!;

    [Fact]
    public void ExtractOutput_Ties_IsTheFirst() =>
        Assert.Equal(new Tagged(2, 10), Fn.ExtractOutput(Fold([new(1, 9), new(2, 10), new(2, 11)])));

    [Fact]
    public void AddInput_UnderTheDefaultOfType_Counts()
    {
        var fn = default(MaxFn<int>);
        var accumulator = fn.CreateAccumulator();

        fn.AddInput(ref accumulator, -5);

        Assert.Equal(-5, fn.ExtractOutput(accumulator));
    }

    [Fact]
    public void RemoveInput_OtherTypes_LeavesTheGreatestOfWhatIsLeft()
    {
        Retractions.AssertTakeOut<MaxFn<int>, int, Extreme<int>, int>(default, random => random.Next(5));
        Retractions.AssertTakeOut<MaxFn<double>, double, Extreme<double>, double>(default, Samples.Double);
        Retractions.AssertTakeOut<MaxFn<string?>, string?, Extreme<string?>, string?>(default, Samples.TextOrNull);
    }
}
