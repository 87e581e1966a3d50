namespace Dataflow.Combining;

/// <summary>Receives a combine function with the type of its struct: what a runner implements to run it without a virtual call an element.</summary>
/// <typeparam name="TInput">What is folded in.</typeparam>
/// <typeparam name="TAccumulator">What a cell of window state holds.</typeparam>
/// <typeparam name="TOutput">What a pane holds.</typeparam>
/// <typeparam name="TResult">What the visitor makes of it.</typeparam>
public interface ICombineFnVisitor<TInput, TAccumulator, TOutput, out TResult>
{
    /// <summary>Takes the struct.</summary>
    TResult Visit<TFn>(TFn fn)
        where TFn : struct, ICombineFn<TInput, TAccumulator, TOutput>;
}
