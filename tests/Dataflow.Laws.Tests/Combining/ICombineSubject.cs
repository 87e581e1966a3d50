namespace Dataflow.Laws.Tests.Combining;

/// <summary>A combine function as its laws see it. Inputs stand for numbers, of which it makes its own.</summary>
internal interface ICombineSubject
{
    /// <summary>The inputs that numbers stand for, as text.</summary>
    string TextOf(IReadOnlyList<int> numbers);

    /// <summary>What comes out is the definition's, for no input too, and does not change when more comes in.</summary>
    void AssertFold(IReadOnlyList<int> numbers, Random random);

    /// <summary>However inputs are folded in groups and these merged, in order, it is the fold of all.</summary>
    void AssertMerge(IReadOnlyList<int> numbers, Random random);

    /// <summary>Inputs come in any order, unless it says that the order matters.</summary>
    void AssertAnyOrder(IReadOnlyList<int> numbers, Random random);

    /// <summary>Inputs are folded in any order in any groups, which are merged in any order, if it says that merging is exact.</summary>
    void AssertExactMerge(IReadOnlyList<int> numbers, Random random);

    /// <summary>What is taken out again leaves nothing behind, if it says so; else it refuses.</summary>
    void AssertRemove(IReadOnlyList<int> numbers, Random random);

    /// <summary>The outputs of parts add up, if it says so, even where a part only takes back.</summary>
    void AssertAdditive(IReadOnlyList<int> numbers, Random random);
}
