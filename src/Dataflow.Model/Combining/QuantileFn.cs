using System.Globalization;

namespace Dataflow.Combining;

/// <summary>
/// The exact <see cref="Probability"/>-quantile of the inputs by nearest rank: the least input that at least this share of the
/// inputs does not exceed, the first of equal ones; the default of the type for none. Prints as <c>quantile:0.5</c>.
/// </summary>
/// <remarks>It keeps every input until its window closes. Not invertible: after a retraction it is taken anew from what is left.</remarks>
public readonly record struct QuantileFn<T> : ICombineFn<T, List<T>, T>
{
    /// <summary>Makes a function for the quantile of <paramref name="probability"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
    public QuantileFn(double probability)
    {
        if (!(probability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, $"A quantile must be from 0 to 1, but it is {probability}.");
        }

        Probability = probability;
    }

    /// <summary>Which share of the inputs, from 0 (the least input) to 1 (the greatest).</summary>
    public double Probability { get; }

    /// <inheritdoc/>
    public bool HasEmptyOutput => false;

    /// <inheritdoc/>
    public bool DependsOnOrder => !typeof(T).IsPrimitive;

    /// <inheritdoc/>
    public bool MergesExactly => Integers<T>.FitIn64Bits;

    /// <inheritdoc/>
    public List<T> CreateAccumulator() => [];

    /// <inheritdoc/>
    public void AddInput(ref List<T> accumulator, T input) => accumulator.Add(input);

    /// <inheritdoc/>
    public void MergeAccumulator(ref List<T> accumulator, List<T> other) => accumulator.AddRange(other);

    /// <inheritdoc/>
    public T ExtractOutput(List<T> accumulator)
    {
        if (accumulator.Count == 0)
        {
            return default!;
        }

        var sorted = accumulator.ToArray();
        Array.Sort(sorted);
        var rank = Math.Max(1, (int)Math.Ceiling(Probability * sorted.Length));

        // The product may come out a little too great: 0.07 * 100 is 7.000000000000001.
        var quantile = sorted[rank > 1 && (rank - 1) / (double)sorted.Length >= Probability ? rank - 2 : rank - 1];

        // Sorting does not keep the order of equal ones.
        return typeof(T).IsPrimitive ? quantile : accumulator.Find(input => Comparer<T>.Default.Compare(input, quantile) == 0)!;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"quantile:{Probability}");
}
