using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class CountFnTests : CombineFnContract<CountFn<string?>, string?, long, long>
{
    protected override CountFn<string?> Fn => default;

    protected override string Text => "count";

    protected override string? NextInput(Random random) => random.Next(3) == 0 ? null : "x";

    protected override long Naive(IReadOnlyList<string?> inputs) => inputs.Count;
}
