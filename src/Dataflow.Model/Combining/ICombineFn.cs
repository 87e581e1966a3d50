namespace Dataflow.Combining;

/// <summary>
/// A combine function as the engine runs it: it folds inputs into an accumulator, merges accumulators, and takes the output
/// from one. Implement it as a struct, so that the compiler can put it in line, and wrap it with
/// <see cref="Combine.Of{TFn, TInput, TAccumulator, TOutput}"/>.
/// </summary>
/// <remarks>
/// Merging must be associative, with <see cref="CreateAccumulator"/> as its identity: the engine may fold the inputs of a
/// pane in any grouping, though always in the order of their arrival. Source: paper section 2.1; Beam's CombineFn.
/// </remarks>
/// <typeparam name="TInput">What is folded in.</typeparam>
/// <typeparam name="TAccumulator">What a cell of window state holds.</typeparam>
/// <typeparam name="TOutput">What a pane holds.</typeparam>
public interface ICombineFn<in TInput, TAccumulator, out TOutput>
{
    /// <summary>The accumulator of no input.</summary>
    TAccumulator CreateAccumulator();

    /// <summary>Folds <paramref name="input"/> into <paramref name="accumulator"/>.</summary>
    void AddInput(ref TAccumulator accumulator, TInput input);

    /// <summary>Folds what <paramref name="other"/> holds into <paramref name="accumulator"/>, as if its inputs came after.</summary>
    void MergeAccumulator(ref TAccumulator accumulator, TAccumulator other);

    /// <summary>The output for what the accumulator holds. It must not change when the accumulator does, later.</summary>
    TOutput ExtractOutput(TAccumulator accumulator);

    /// <summary>
    /// Whether <see cref="RemoveInput"/> takes an input out again, exactly. If not, which is the default, a grouping whose input has
    /// retractions keeps the values of each group and combines those that are left.
    /// </summary>
    bool IsInvertible => false;

    /// <summary>
    /// Whether the outputs of parts add up to the output of the whole, so that a pane may hold an input that only takes another pane's back: counts
    /// and sums. Only for functions that are invertible. False by default.
    /// </summary>
    bool IsAdditive => false;

    /// <summary>Whether there is an output for no input at all, like zero or an empty list. If not, nothing is emitted for it. True by default.</summary>
    bool HasEmptyOutput => true;

    /// <summary>
    /// Whether the output depends on the order of arrival, like that of a list. Where windows merge the values are then kept, since those of two windows
    /// may have come by turns. True by default.
    /// </summary>
    bool DependsOnOrder => true;

    /// <summary>
    /// Whether the inputs may be folded in any order and any grouping, with the same output to the last bit: sums of integers, but not of floating point,
    /// whose rounding depends on what is added first. Several workers may then each fold a part of the inputs of one pane. False by default, and only for
    /// functions for which <see cref="DependsOnOrder"/> is false.
    /// </summary>
    bool MergesExactly => false;

    /// <summary>Takes out of <paramref name="accumulator"/> an input that is equal to one that was added: adding it and removing it restores the accumulator.</summary>
    /// <exception cref="NotSupportedException">The function is not invertible.</exception>
    void RemoveInput(ref TAccumulator accumulator, TInput input) => throw new NotSupportedException($"'{this}' cannot take an input out again.");
}
