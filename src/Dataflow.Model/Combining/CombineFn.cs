namespace Dataflow.Combining;

/// <summary>
/// A combine function as pipelines hold it: a value that prints, and that knows the struct which does the work.
/// Make one with <see cref="Combine"/>.
/// </summary>
/// <typeparam name="TInput">What is folded in.</typeparam>
/// <typeparam name="TAccumulator">What a cell of window state holds.</typeparam>
/// <typeparam name="TOutput">What a pane holds.</typeparam>
public abstract record CombineFn<TInput, TAccumulator, TOutput>
{
    private protected CombineFn()
    {
    }

    /// <inheritdoc cref="ICombineFn{TInput, TAccumulator, TOutput}.IsInvertible"/>
    public abstract bool IsInvertible { get; }

    /// <inheritdoc cref="ICombineFn{TInput, TAccumulator, TOutput}.IsAdditive"/>
    public abstract bool IsAdditive { get; }

    /// <inheritdoc cref="ICombineFn{TInput, TAccumulator, TOutput}.HasEmptyOutput"/>
    public abstract bool HasEmptyOutput { get; }

    /// <inheritdoc cref="ICombineFn{TInput, TAccumulator, TOutput}.DependsOnOrder"/>
    public abstract bool DependsOnOrder { get; }

    /// <inheritdoc cref="ICombineFn{TInput, TAccumulator, TOutput}.MergesExactly"/>
    public abstract bool MergesExactly { get; }

    /// <summary>Hands the struct that does the work, with its type, to <paramref name="visitor"/>: what a runner needs to run it.</summary>
    public abstract TResult Accept<TResult>(ICombineFnVisitor<TInput, TAccumulator, TOutput, TResult> visitor);
}

/// <summary>A <see cref="CombineFn{TInput, TAccumulator, TOutput}"/> over the struct <typeparamref name="TFn"/>.</summary>
internal sealed record CombineFn<TFn, TInput, TAccumulator, TOutput>(TFn Fn) : CombineFn<TInput, TAccumulator, TOutput>
    where TFn : struct, ICombineFn<TInput, TAccumulator, TOutput>
{
    public override bool IsInvertible => Fn.IsInvertible;

    public override bool IsAdditive => Fn.IsInvertible && Fn.IsAdditive;

    public override bool HasEmptyOutput => Fn.HasEmptyOutput;

    public override bool DependsOnOrder => Fn.DependsOnOrder;

    public override bool MergesExactly => !Fn.DependsOnOrder && Fn.MergesExactly;

    public override TResult Accept<TResult>(ICombineFnVisitor<TInput, TAccumulator, TOutput, TResult> visitor) => visitor.Visit(Fn);

    public override string ToString() => Fn.ToString() ?? typeof(TFn).Name;
}
