using System.Globalization;
using System.Numerics;

namespace Dataflow.Laws.Tests.Combining;

/// <summary>What combine functions are to give, over lists in the order of arrival.</summary>
internal static class Definitions
{
    public static long Count<T>(IReadOnlyList<T> inputs) => inputs.Count;

    public static T Sum<T>(IReadOnlyList<T> inputs)
        where T : INumberBase<T> => inputs.Aggregate(T.Zero, (sum, next) => sum + next);

    // The exact sum to the nearest double, over the count.
    public static double Mean<T>(IReadOnlyList<T> inputs)
        where T : INumberBase<T> => inputs.Count == 0 ? double.NaN
        : typeof(T) == typeof(double) || typeof(T) == typeof(BigInteger) ? inputs.Sum(double.CreateChecked) / inputs.Count
        : double.Parse($"{inputs.Select(BigInteger.CreateChecked).Aggregate(BigInteger.Zero, (sum, next) => sum + next)}", CultureInfo.InvariantCulture) / inputs.Count;

    public static T? Min<T>(IReadOnlyList<T> inputs) => inputs.Order().FirstOrDefault();

    public static T? Max<T>(IReadOnlyList<T> inputs) => inputs.OrderDescending().FirstOrDefault();

    public static IReadOnlyList<T> List<T>(IReadOnlyList<T> inputs) => [.. inputs];

    public static IReadOnlyList<T> Distinct<T>(IReadOnlyList<T> inputs) => [.. inputs.Where((input, at) => !inputs.Take(at).Contains(input))];

    public static IReadOnlyList<T> Top<T>(IReadOnlyList<T> inputs, int count) => [.. inputs.OrderDescending().Take(count)];

    // The least that at least this share does not exceed; of equal ones the first.
    public static T? Quantile<T>(IReadOnlyList<T> inputs, double share) => inputs.Order()
        .FirstOrDefault(x => inputs.Count(y => Comparer<T>.Default.Compare(y, x) <= 0) / (double)inputs.Count >= share);
}
