using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class CountFnTests : CombineFnContract<CountFn<string?>, string?, long, long>
{
    protected override CountFn<string?> Fn => default;

    protected override string Text => "count";

    protected override (bool IsInvertible, bool IsAdditive, bool HasEmptyOutput) Traits => (true, true, true);

    protected override string? NextInput(Random random) => random.Next(3) == 0 ? null : "x";

    protected override long Naive(IReadOnlyList<string?> inputs) => inputs.Count;

    [Fact]
    public void RemoveInput_MoreThanWasAdded_IsNegative()
    {
        var count = 1L;
        Fn.RemoveInput(ref count, null);
        Fn.RemoveInput(ref count, "y");

        Assert.Equal(-1, Fn.ExtractOutput(count));
    }
}
