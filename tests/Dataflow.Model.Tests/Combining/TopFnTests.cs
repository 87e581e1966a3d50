using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class TopFnTests : CombineFnContract<TopFn<Tagged>, Tagged, List<Tagged>, IReadOnlyList<Tagged>>
{
    protected override TopFn<Tagged> Fn => new(3);

    protected override string Text => "top:3";

    protected override (bool IsInvertible, bool IsAdditive, bool HasEmptyOutput) Traits => (false, false, true);

    protected override Tagged NextInput(Random random) => Tagged.Next(random);

    protected override IReadOnlyList<Tagged> Naive(IReadOnlyList<Tagged> inputs) => [.. inputs.OrderByDescending(input => input.Rank).Take(3)];

    [Fact]
    public void ExtractOutput_Ties_KeepsTheFirstInOrder() => Assert.Equal(
        [new(5, 2), new(4, 1), new(4, 3)],
        Fn.ExtractOutput(Fold([new(4, 1), new(5, 2), new(4, 3), new(4, 4), new(3, 5)])));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(int.MaxValue)]
    public void ExtractOutput_AnyCount_IsTheStableSort(int count) => Seeds.Each(50, random =>
    {
        var fn = new TopFn<Tagged>(count);
        var inputs = Enumerable.Range(0, 40).Select(_ => Tagged.Next(random)).ToList();
        var accumulator = fn.CreateAccumulator();
        inputs.ForEach(input => fn.AddInput(ref accumulator, input));

        Assert.Equal(inputs.OrderByDescending(input => input.Rank).Take(count), fn.ExtractOutput(accumulator));
    });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void New_CountUnderOne_Throws(int count) => Assert.Throws<ArgumentOutOfRangeException>(() => new TopFn<int>(count));

    [Fact]
    public void Default_KeepsOne()
    {
        var fn = default(TopFn<int>);
        var accumulator = fn.CreateAccumulator();
        fn.AddInput(ref accumulator, 1);
        fn.AddInput(ref accumulator, 2);
        Assert.Equal([2], fn.ExtractOutput(accumulator));
    }

    [Fact]
    public void RemoveInput_OtherTypes_KeepsTheGreatestOfWhatIsLeft()
    {
        Retractions.AssertTakeOut<TopFn<int>, int, List<int>, IReadOnlyList<int>>(new(2), random => random.Next(5));
        Retractions.AssertTakeOut<TopFn<double>, double, List<double>, IReadOnlyList<double>>(new(3), Samples.Double);
        Retractions.AssertTakeOut<TopFn<string?>, string?, List<string?>, IReadOnlyList<string?>>(new(3), Samples.TextOrNull);
    }
}
