using Dataflow.Windowing;

namespace Dataflow.Model.Tests.Windowing;

public sealed class WindowMergerTests
{
    private static readonly Window A = new(0, 10);
    private static readonly Window B = new(5, 20);
    private static readonly Window C = new(30, 40);
    private static readonly Window D = new(30, 35);

    [Fact]
    public void Windows_AnyOrder_AreByStartThenEnd() => Assert.Equal([A, B, D, C], new WindowMerger([C, B, D, A]).Windows);

    [Fact]
    [Trait("Rule", "9")]
    public void Merge_Windows_GivesTheirResult()
    {
        var merger = new WindowMerger([A, B, C]);
        merger.Merge([A, B], new(0, 20));
        merger.Check();

        Assert.Equal([new(0, 20), new(0, 20), C], new[] { A, B, C }.Select(merger.ResultOf));
    }

    [Fact]
    [Trait("Rule", "9")]
    public void Merge_OneIntoAShorter_IsAllowed()
    {
        var merger = new WindowMerger([A, C]);
        merger.Merge([C], D);
        merger.Check();

        Assert.Equal(D, merger.ResultOf(C));
    }

    [Fact]
    [Trait("Rule", "9")]
    public void Merge_IntoOneOfThem_IsAllowed()
    {
        var merger = new WindowMerger([C, D]);
        merger.Merge([C, D], C);
        merger.Check();

        Assert.Equal(C, merger.ResultOf(D));
    }

    [Fact]
    [Trait("Rule", "9")]
    public void Merge_NotAWindowOfTheKey_Throws() =>
        AssertNames(() => new WindowMerger([A, B]).Merge([A, D], B), "not one of the key's windows", D, B);

    [Fact]
    [Trait("Rule", "9")]
    public void Merge_InTwoMerges_Throws()
    {
        var merger = new WindowMerger([A, B, C]);
        merger.Merge([A, B], new(0, 20));

        AssertNames(() => merger.Merge([B, C], new(5, 40)), "already", B, new(5, 40), new(0, 20));
    }

    [Fact]
    [Trait("Rule", "9")]
    public void Check_ResultIsAnotherWindowOfTheKey_Throws()
    {
        var merger = new WindowMerger([A, B, C]);
        merger.Merge([A, B], C);

        AssertNames(merger.Check, "not in the merge", A, C);
    }

    [Fact]
    [Trait("Rule", "9")]
    public void Check_ResultIsTheFirstWindowOfTheKey_Throws()
    {
        var merger = new WindowMerger([A, B, C]);
        merger.Merge([B, C], A);

        AssertNames(merger.Check, "not in the merge", B, A);
    }

    [Fact]
    [Trait("Rule", "9")]
    public void Check_ResultIsAWindowThatIsMergedElsewhere_Throws()
    {
        var merger = new WindowMerger([A, C]);
        merger.Merge([A], C);
        merger.Merge([C], D);

        AssertNames(merger.Check, "not in the merge", A, C);
    }

    [Fact]
    [Trait("Rule", "9")]
    public void Check_TwoMergesWithOneResult_Throws()
    {
        var merger = new WindowMerger([A, B, C]);
        merger.Merge([A], new(0, 40));
        merger.Merge([B, C], new(0, 40));

        AssertNames(merger.Check, "by two merges", A, B, new(0, 40));
    }

    [Fact]
    public void Merge_None_Throws()
    {
        AssertNames(() => new WindowMerger([A]).Merge([], A), "no window", A);
        Assert.Throws<ArgumentNullException>("merged", () => new WindowMerger([A]).Merge(null!, A));
    }

    private static void AssertNames(Action act, string problem, params Window[] windows)
    {
        var e = Assert.Throws<InvalidOperationException>(act);
        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
        Assert.All(windows, window => Assert.Contains(window.ToString(), e.Message, StringComparison.Ordinal));
    }
}
