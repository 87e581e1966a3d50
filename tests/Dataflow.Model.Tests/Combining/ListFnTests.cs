using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class ListFnTests : CombineFnContract<ListFn<Tagged>, Tagged, List<Tagged>, IReadOnlyList<Tagged>>
{
    protected override ListFn<Tagged> Fn => default;

    protected override string Text => "list";

    protected override Tagged NextInput(Random random) => Tagged.Next(random);

    protected override IReadOnlyList<Tagged> Naive(IReadOnlyList<Tagged> inputs) => inputs;
}
