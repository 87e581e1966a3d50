using System.Numerics;

namespace Dataflow.Combining;

/// <summary>The combine functions of the library, and the ways to make one of your own.</summary>
public static class Combine
{
    /// <inheritdoc cref="CountFn{T}"/>
    public static CombineFn<T, long, long> Count<T>() => Of<CountFn<T>, T, long, long>(default);

    /// <inheritdoc cref="SumFn{T}"/>
    public static CombineFn<T, T, T> Sum<T>()
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> => Of<SumFn<T>, T, T, T>(default);

    /// <inheritdoc cref="MinFn{T}"/>
    public static CombineFn<T, Extreme<T>, T> Min<T>() => Of<MinFn<T>, T, Extreme<T>, T>(default);

    /// <inheritdoc cref="MaxFn{T}"/>
    public static CombineFn<T, Extreme<T>, T> Max<T>() => Of<MaxFn<T>, T, Extreme<T>, T>(default);

    /// <inheritdoc cref="MeanFn{T}"/>
    public static CombineFn<T, MeanAccumulator, double> Mean<T>()
        where T : INumberBase<T> => Of<MeanFn<T>, T, MeanAccumulator, double>(default);

    /// <inheritdoc cref="ListFn{T}"/>
    public static CombineFn<T, List<T>, IReadOnlyList<T>> List<T>() => Of<ListFn<T>, T, List<T>, IReadOnlyList<T>>(default);

    /// <inheritdoc cref="DistinctFn{T}"/>
    public static CombineFn<T, DistinctAccumulator<T>, IReadOnlyList<T>> Distinct<T>() =>
        Of<DistinctFn<T>, T, DistinctAccumulator<T>, IReadOnlyList<T>>(default);

    /// <inheritdoc cref="TopFn{T}"/>
    public static CombineFn<T, List<T>, IReadOnlyList<T>> Top<T>(int count) => Of<TopFn<T>, T, List<T>, IReadOnlyList<T>>(new TopFn<T>(count));

    /// <inheritdoc cref="QuantileFn{T}"/>
    public static CombineFn<T, List<T>, T> Quantile<T>(double probability) => Of<QuantileFn<T>, T, List<T>, T>(new QuantileFn<T>(probability));

    /// <summary>Wraps a struct of your own, which the compiler can put in line.</summary>
    public static CombineFn<TInput, TAccumulator, TOutput> Of<TFn, TInput, TAccumulator, TOutput>(TFn fn)
        where TFn : struct, ICombineFn<TInput, TAccumulator, TOutput> => new CombineFn<TFn, TInput, TAccumulator, TOutput>(fn);

    /// <summary>Makes a combine function from delegates. For the laws they must obey see <see cref="ICombineFn{TInput, TAccumulator, TOutput}"/>.</summary>
    /// <param name="name">What it prints as.</param>
    /// <param name="create">The accumulator of no input.</param>
    /// <param name="add">Folds an input into an accumulator and gives the new one.</param>
    /// <param name="merge">Folds the second accumulator into the first and gives the new one.</param>
    /// <param name="extract">The output for an accumulator.</param>
    /// <param name="remove">
    /// Takes an input that was added out of an accumulator again, exactly, and gives the new one. Without it a grouping whose input has retractions
    /// keeps the values.
    /// </param>
    /// <param name="isAdditive">Whether the outputs of parts add up to that of the whole, see <see cref="ICombineFn{TInput, TAccumulator, TOutput}.IsAdditive"/>.</param>
    /// <param name="hasEmptyOutput">Whether there is an output for no input, see <see cref="ICombineFn{TInput, TAccumulator, TOutput}.HasEmptyOutput"/>.</param>
    /// <param name="dependsOnOrder">Whether the order of arrival matters, see <see cref="ICombineFn{TInput, TAccumulator, TOutput}.DependsOnOrder"/>.</param>
    /// <param name="mergesExactly">Whether order and grouping of the inputs change no bit, see <see cref="ICombineFn{TInput, TAccumulator, TOutput}.MergesExactly"/>.</param>
    public static CombineFn<TInput, TAccumulator, TOutput> From<TInput, TAccumulator, TOutput>(
        string name,
        Func<TAccumulator> create,
        Func<TAccumulator, TInput, TAccumulator> add,
        Func<TAccumulator, TAccumulator, TAccumulator> merge,
        Func<TAccumulator, TOutput> extract,
        Func<TAccumulator, TInput, TAccumulator>? remove = null,
        bool isAdditive = false,
        bool hasEmptyOutput = true,
        bool dependsOnOrder = true,
        bool mergesExactly = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(add);
        ArgumentNullException.ThrowIfNull(merge);
        ArgumentNullException.ThrowIfNull(extract);
        return Of<DelegateFn<TInput, TAccumulator, TOutput>, TInput, TAccumulator, TOutput>(new(name, create, add, merge, extract, remove, isAdditive, hasEmptyOutput, dependsOnOrder, mergesExactly));
    }
}
