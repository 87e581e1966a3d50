using System.Numerics;
using Dataflow.Combining;

namespace Dataflow.Laws.Tests.Combining;

/// <summary>All combine functions of the library over several types, and those that keep what is left after retractions.</summary>
internal static class CombineSubjects
{
    public static IReadOnlyList<(string Name, ICombineSubject Subject)> All { get; } =
    [
        Of("count", new CountFn<string?>(), Text, Definitions.Count, (a, b) => a + b),
        Sum(n => n), Sum<long>(n => n * 1_000_000_007L), Sum<Int128>(n => (Int128)n << 70), Sum<BigInteger>(n => (BigInteger)n << 130),
        Of("sum of uint", new SumFn<uint>(), n => (uint)Math.Abs(n), Definitions.Sum),
        Of("sum of double", new SumFn<double>(), Number, Definitions.Sum), Of("sum of decimal", new SumFn<decimal>(), n => n / 8m, Definitions.Sum),
        .. Extremes(n => n), .. Extremes(Number), .. Extremes(Text), .. Extremes(Rank),
        Mean(n => n), Mean(n => ulong.MaxValue - (ulong)Math.Abs(n)), Mean(n => n * 0.125), Mean<BigInteger>(n => n),
        Of("list", new ListFn<string?>(), Text, Definitions.List), Of("distinct", new DistinctFn<string?>(), Text, Definitions.Distinct),
        .. Tops(n => n, 1, 3), .. Tops(Rank, 1, 2, 5), .. Tops(Text, 4),
        .. Quantiles(n => n, 0, 0.5, 0.07, 1), .. Quantiles(Number, 0.9), .. Quantiles(Rank, 0, 0.5, 0.99),
        Kept<ListFn<string?>, string?, List<string?>, IReadOnlyList<string?>>("list, values kept", default, Text, Definitions.List),
        Kept<DistinctFn<string?>, string?, DistinctAccumulator<string?>, IReadOnlyList<string?>>("distinct, values kept", default, Text, Definitions.Distinct),
        Kept<MaxFn<Ranked>, Ranked, Extreme<Ranked>, Ranked?>("max, values kept", default, Rank, Definitions.Max),
        Kept<SumFn<double>, double, double, double>("sum of double, values kept", default, Number, Definitions.Sum),
        Kept<TopFn<Ranked>, Ranked, List<Ranked>, IReadOnlyList<Ranked>>("top:2, values kept", new(2), Rank, inputs => Definitions.Top(inputs, 2)),
        Kept<QuantileFn<int>, int, List<int>, int>("quantile:0.5, values kept", new(0.5), n => n, inputs => Definitions.Quantile(inputs, 0.5)),
        .. RankedQuantilesKept(0, 0.5, 0.9),
    ];

    private static string? Text(int number) => number == 0 ? null : $"{(char)('a' + (Math.Abs(number) % 5))}";

    private static Ranked Rank(int number) => new(number / 3, number);

    // Sums of eighths are exact. Zeros of both signs are equal, and one is as good as the other.
    private static double Number(int number) => number switch { 7 => double.NaN, 8 => double.PositiveInfinity, -8 => double.NegativeInfinity, 0 => -0.0, _ => number * 0.125 };

    private static (string, ICombineSubject) Sum<T>(Func<int, T> input)
        where T : INumberBase<T> => Of($"sum of {typeof(T).Name}", new SumFn<T>(), input, Definitions.Sum, (a, b) => a + b);

    private static (string, ICombineSubject) Mean<T>(Func<int, T> input)
        where T : INumberBase<T> => Of($"mean of {typeof(T).Name}", new MeanFn<T>(), input, Definitions.Mean);

    private static IEnumerable<(string, ICombineSubject)> Extremes<T>(Func<int, T> input) =>
    [
        Of($"min of {typeof(T).Name}", new MinFn<T>(), input, inputs => Definitions.Min(inputs)!),
        Of($"max of {typeof(T).Name}", new MaxFn<T>(), input, inputs => Definitions.Max(inputs)!),
    ];

    private static IEnumerable<(string, ICombineSubject)> Tops<T>(Func<int, T> input, params int[] counts) =>
        counts.Select(count => Of($"top:{count} of {typeof(T).Name}", new TopFn<T>(count), input, inputs => Definitions.Top(inputs, count)));

    private static IEnumerable<(string, ICombineSubject)> Quantiles<T>(Func<int, T> input, params double[] probabilities) =>
        probabilities.Select(share => Of($"quantile:{share} of {typeof(T).Name}", new QuantileFn<T>(share), input, inputs => Definitions.Quantile(inputs, share)!));

    private static IEnumerable<(string, ICombineSubject)> RankedQuantilesKept(params double[] probabilities) => probabilities.Select(share =>
        Kept<QuantileFn<Ranked>, Ranked, List<Ranked>, Ranked?>($"quantile:{share} of Ranked, values kept", new(share), Rank, inputs => Definitions.Quantile(inputs, share)));

    private static (string, ICombineSubject) Kept<TFn, TInput, TAccumulator, TOutput>(string name, TFn fn, Func<int, TInput> input, Func<IReadOnlyList<TInput>, TOutput> definition)
        where TFn : struct, ICombineFn<TInput, TAccumulator, TOutput> => Of(name, new MultisetFn<TFn, TInput, TAccumulator, TOutput>(fn), input, definition);

    private static (string, ICombineSubject) Of<TInput, TAccumulator, TOutput>(
        string name, ICombineFn<TInput, TAccumulator, TOutput> function, Func<int, TInput> input, Func<IReadOnlyList<TInput>, TOutput> definition, Func<TOutput, TOutput, TOutput>? add = null) =>
        (name, new CombineSubject<TInput, TAccumulator, TOutput>(function, input, definition, add));
}
