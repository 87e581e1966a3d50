namespace Dataflow.Laws.Tests.Combining;

public sealed class CombineFunctionTests
{
    [Fact]
    public void ExtractOutput_AnyInputs_IsTheDefinition() => Check("a fold is the definition over the list", (subject, input) => subject.AssertFold(input.Numbers, input.Random));

    [Fact]
    public void MergeAccumulator_AnyGrouping_IsTheFoldOfAll() => Check("merging in any grouping is the fold of all", (subject, input) => subject.AssertMerge(input.Numbers, input.Random));

    [Fact]
    public void AddInput_AnyOrder_IsTheSameUnlessTheOrderMatters() => Check("the order of inputs does not matter", (subject, input) => subject.AssertAnyOrder(input.Numbers, input.Random));

    [Fact]
    public void MergeAccumulator_AnyOrderOfAnyGroups_IsTheSameToTheBitIfItSaysSo() =>
        Check("merging is exact where it says so", (subject, input) => subject.AssertExactMerge(input.Numbers, input.Random));

    [Fact]
    public void RemoveInput_AmongOthers_LeavesTheRest() => Check("what is taken out leaves nothing behind", (subject, input) => subject.AssertRemove(input.Numbers, input.Random));

    [Fact]
    public void ExtractOutput_OfParts_AddsUp() => Check("outputs of parts add up", (subject, input) => subject.AssertAdditive(input.Numbers, input.Random));

    private static void Check(string name, Action<ICombineSubject, CombineCase> law) => Law.Check(name, CombineCase.Arbitrary(), input =>
    {
        law(input.Subject, input);
        return input.Numbers.Count;
    });
}
