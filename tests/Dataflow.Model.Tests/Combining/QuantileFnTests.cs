using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class QuantileFnTests : CombineFnContract<QuantileFn<int>, int, List<int>, int>
{
    protected override QuantileFn<int> Fn => new(0.5);

    protected override string Text => "quantile:0.5";

    protected override (bool IsInvertible, bool IsAdditive, bool HasEmptyOutput) Traits => (false, false, false);

    protected override int NextInput(Random random) => random.Next(-20, 20);

    protected override int Naive(IReadOnlyList<int> inputs) => inputs.Order().ElementAtOrDefault((inputs.Count - 1) / 2);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 1)]
    [InlineData(0.26, 2)]
    [InlineData(0.5, 2)]
    [InlineData(0.75, 3)]
    [InlineData(0.76, 4)]
    [InlineData(1, 4)]
    public void ExtractOutput_FourInputs_IsTheNearestRank(double probability, int expected) =>
        Assert.Equal(expected, new QuantileFn<int>(probability).ExtractOutput([4, 2, 1, 3]));

    [Theory]
    [InlineData(0)]
    [InlineData(0.125)]
    [InlineData(0.5)]
    [InlineData(0.875)]
    [InlineData(1)]
    public void ExtractOutput_Random_IsTheLeastThatTheShareDoesNotExceed(double probability) => Seeds.Each(100, random =>
    {
        var inputs = Enumerable.Range(0, random.Next(1, 40)).Select(_ => NextInput(random)).ToList();
        var expected = inputs.Where(x => inputs.Count(y => y <= x) >= probability * inputs.Count).Min();

        Assert.Equal(expected, new QuantileFn<int>(probability).ExtractOutput(inputs));
    });

    [Fact]
    public void ExtractOutput_Accumulator_IsNotReordered()
    {
        List<int> accumulator = [3, 1, 2];

        Fn.ExtractOutput(accumulator);

        Assert.Equal([3, 1, 2], accumulator);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void New_OutsideRange_Throws(double probability) => Assert.Throws<ArgumentOutOfRangeException>(() => new QuantileFn<int>(probability));

    [Theory]
    [InlineData(0.07, 100, 7)]
    [InlineData(0.28, 100, 28)]
    [InlineData(0.55, 100, 55)]
    public void ExtractOutput_InexactProduct_IsTheNearestRank(double probability, int count, int expected) =>
        Assert.Equal(expected, new QuantileFn<int>(probability).ExtractOutput([.. Enumerable.Range(1, count)]));

    [Fact]
    public void Found7_EqualRanks_GiveTheFirstToArrive() => Seeds.Each(100, random =>
    {
        var fn = new QuantileFn<Tagged>(random.NextDouble());
        var inputs = Enumerable.Range(0, random.Next(1, 60)).Select(_ => Tagged.Next(random)).ToList();
        var rank = new QuantileFn<int>(fn.Probability).ExtractOutput(inputs.ConvertAll(input => input.Rank));

        Assert.Equal(inputs.First(input => input.Rank == rank), fn.ExtractOutput(inputs));
    });

    [Fact]
    public void Found7_ValuesThatRankAlike_DependOnOrder() => Assert.Equal((false, true), (new QuantileFn<int>(0.5).DependsOnOrder, new QuantileFn<Tagged>(0.5).DependsOnOrder));

    [Fact]
    public void RemoveInput_OtherTypes_IsTheQuantileOfWhatIsLeft()
    {
        Retractions.AssertTakeOut<QuantileFn<long>, long, List<long>, long>(new(0.9), random => random.NextInt64(5));
        Retractions.AssertTakeOut<QuantileFn<double>, double, List<double>, double>(new(0.25), random => random.Next(5) - 0.5);
        Retractions.AssertTakeOut<QuantileFn<string?>, string?, List<string?>, string?>(new(0.5), Samples.TextOrNull);
    }
}
