namespace Dataflow.Combining;

/// <summary>
/// Makes a combine function invertible: keeps the inputs and combines those that are left, in the order in which they came (choice 7). Prints as the
/// function does.
/// </summary>
internal readonly record struct MultisetFn<TFn, TInput, TAccumulator, TOutput>(TFn Fn) : ICombineFn<TInput, Multiset<TInput>, TOutput>
    where TFn : struct, ICombineFn<TInput, TAccumulator, TOutput>
{
    public bool IsInvertible => true;

    public bool HasEmptyOutput => Fn.HasEmptyOutput;

    public bool DependsOnOrder => Fn.DependsOnOrder;

    public Multiset<TInput> CreateAccumulator() => [];

    public void AddInput(ref Multiset<TInput> accumulator, TInput input) => accumulator.Add(input);

    public void MergeAccumulator(ref Multiset<TInput> accumulator, Multiset<TInput> other)
    {
        foreach (var input in other)
        {
            accumulator.Add(input);
        }
    }

    public void RemoveInput(ref Multiset<TInput> accumulator, TInput input) => accumulator.Remove(input);

    public TOutput ExtractOutput(Multiset<TInput> accumulator)
    {
        var combined = Fn.CreateAccumulator();
        foreach (var input in accumulator)
        {
            Fn.AddInput(ref combined, input);
        }

        return Fn.ExtractOutput(combined);
    }

    public override string ToString() => Fn.ToString() ?? typeof(TFn).Name;
}
