using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class ListFnTests : CombineFnContract<ListFn<Tagged>, Tagged, List<Tagged>, IReadOnlyList<Tagged>>
{
    protected override ListFn<Tagged> Fn => default;

    protected override string Text => "list";

    protected override (bool IsInvertible, bool IsAdditive, bool HasEmptyOutput) Traits => (false, false, true);

    protected override Tagged NextInput(Random random) => Tagged.Next(random);

    protected override IReadOnlyList<Tagged> Naive(IReadOnlyList<Tagged> inputs) => inputs;

    [Fact]
    public void RemoveInput_OtherTypes_ListsWhatIsLeft()
    {
        Retractions.AssertTakeOut<ListFn<int>, int, List<int>, IReadOnlyList<int>>(default, random => random.Next(5));
        Retractions.AssertTakeOut<ListFn<double>, double, List<double>, IReadOnlyList<double>>(default, Samples.Double);
        Retractions.AssertTakeOut<ListFn<string?>, string?, List<string?>, IReadOnlyList<string?>>(default, Samples.TextOrNull);
    }
}
