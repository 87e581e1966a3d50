namespace Dataflow.Combining;

/// <summary>A combine function made of delegates: the way to write one in a line, where a struct of its own would be faster.</summary>
internal readonly record struct DelegateFn<TInput, TAccumulator, TOutput>(
    string Name,
    Func<TAccumulator> Create,
    Func<TAccumulator, TInput, TAccumulator> Add,
    Func<TAccumulator, TAccumulator, TAccumulator> Merge,
    Func<TAccumulator, TOutput> Extract,
    Func<TAccumulator, TInput, TAccumulator>? Remove,
    bool IsAdditive,
    bool HasEmptyOutput,
    bool DependsOnOrder,
    bool MergesExactly) : ICombineFn<TInput, TAccumulator, TOutput>
{
    public bool IsInvertible => Remove is not null;

    public TAccumulator CreateAccumulator() => Create();

    public void AddInput(ref TAccumulator accumulator, TInput input) => accumulator = Add(accumulator, input);

    public void MergeAccumulator(ref TAccumulator accumulator, TAccumulator other) => accumulator = Merge(accumulator, other);

    public void RemoveInput(ref TAccumulator accumulator, TInput input) =>
        accumulator = (Remove ?? throw new NotSupportedException($"'{Name}' cannot take an input out again."))(accumulator, input);

    public TOutput ExtractOutput(TAccumulator accumulator) => Extract(accumulator);

    public override string ToString() => Name;
}
