using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

/// <summary>Adds and takes out inputs in any interleaving, and compares with a fold of what is left.</summary>
internal static class Retractions
{
    /// <summary>Checks a function directly if it is invertible, and through a multiset.</summary>
    public static void AssertTakeOut<TFn, TInput, TAccumulator, TOutput>(TFn fn, Func<Random, TInput> next)
        where TFn : struct, ICombineFn<TInput, TAccumulator, TOutput>
    {
        if (fn.IsInvertible)
        {
            AssertRemoves<TFn, TInput, TAccumulator, TOutput>(fn, next, Fold<TFn, TInput, TAccumulator, TOutput>(fn));
        }

        var multiset = new MultisetFn<TFn, TInput, TAccumulator, TOutput>(fn);
        Assert.Equal((true, false, fn.HasEmptyOutput, fn.ToString()), (multiset.IsInvertible, ((ICombineFn<TInput, Multiset<TInput>, TOutput>)multiset).IsAdditive, multiset.HasEmptyOutput, multiset.ToString()));
        AssertRemoves<MultisetFn<TFn, TInput, TAccumulator, TOutput>, TInput, Multiset<TInput>, TOutput>(multiset, next, Fold<TFn, TInput, TAccumulator, TOutput>(fn));
    }

    /// <summary>Whether two outputs are the same: numbers bit for bit, lists one by one.</summary>
    public static void AssertSame<T>(T expected, T actual)
    {
        if (expected is double left && actual is double right)
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(left), BitConverter.DoubleToInt64Bits(right));
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }

    private static void AssertRemoves<TFn, TInput, TAccumulator, TOutput>(TFn fn, Func<Random, TInput> next, Func<IEnumerable<TInput>, TOutput> fold)
        where TFn : struct, ICombineFn<TInput, TAccumulator, TOutput> => Seeds.Each(100, random =>
    {
        var (left, accumulator) = (new List<TInput>(), fn.CreateAccumulator());
        for (var step = 0; step < 60; step++)
        {
            var kind = random.Next(10);
            if (kind < 5 || left.Count == 0)
            {
                left.Add(next(random));
                fn.AddInput(ref accumulator, left[^1]);
            }
            else if (kind < 9)
            {
                // A list takes out the first that is equal, as a retraction does.
                var input = left[random.Next(left.Count)];
                left.Remove(input);
                fn.RemoveInput(ref accumulator, input);
            }
            else
            {
                var other = fn.CreateAccumulator();
                for (var i = random.Next(4); i > 0; i--)
                {
                    left.Add(next(random));
                    fn.AddInput(ref other, left[^1]);
                }

                fn.MergeAccumulator(ref accumulator, other);
            }

            AssertSame(fold(left), fn.ExtractOutput(accumulator));
        }
    });

    private static Func<IEnumerable<TInput>, TOutput> Fold<TFn, TInput, TAccumulator, TOutput>(TFn fn)
        where TFn : struct, ICombineFn<TInput, TAccumulator, TOutput> => inputs =>
    {
        var accumulator = fn.CreateAccumulator();
        foreach (var input in inputs)
        {
            fn.AddInput(ref accumulator, input);
        }

        return fn.ExtractOutput(accumulator);
    };
}
