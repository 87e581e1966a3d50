using Dataflow.Combining;

namespace Dataflow.Laws.Tests.Combining;

/// <summary>A combine function with its definition over a list.</summary>
/// <param name="function">The function.</param>
/// <param name="input">The input that a number stands for.</param>
/// <param name="definition">The output for inputs in the order of arrival.</param>
/// <param name="add">Adds outputs up; null if the function does not say that they add up.</param>
internal sealed class CombineSubject<TInput, TAccumulator, TOutput>(
    ICombineFn<TInput, TAccumulator, TOutput> function, Func<int, TInput> input, Func<IReadOnlyList<TInput>, TOutput> definition, Func<TOutput, TOutput, TOutput>? add = null) : ICombineSubject
{
    public string TextOf(IReadOnlyList<int> numbers) => string.Join(", ", numbers.Select(input));

    public void AssertFold(IReadOnlyList<int> numbers, Random random)
    {
        var (first, all) = (Inputs(numbers.Take(random.Next(numbers.Count + 1))), Inputs(numbers));
        var accumulator = Fold(first);
        var output = function.ExtractOutput(accumulator);
        AssertSame(definition(first), output);
        foreach (var more in all.Skip(first.Count))
        {
            function.AddInput(ref accumulator, more);
        }

        AssertSame(definition(all), function.ExtractOutput(accumulator));
        AssertSame(definition(first), output);
        Assert.True(function.HasEmptyOutput || Equals(definition([]), default(TOutput)) || definition([]) is double.NaN, "It says that it has no output for no input, but the definition has one.");
    }

    public void AssertMerge(IReadOnlyList<int> numbers, Random random)
    {
        var inputs = Inputs(numbers);
        var parts = new List<TAccumulator>();
        for (var at = 0; at < inputs.Count || random.Next(3) > 0;)
        {
            var size = Math.Min(random.Next(random.Next(1, 8)), inputs.Count - at);
            parts.Add(Fold(inputs.GetRange(at, size)));
            at += size;
        }

        parts.Insert(random.Next(parts.Count + 1), function.CreateAccumulator());
        while (parts.Count > 1)
        {
            var at = random.Next(parts.Count - 1);
            var merged = parts[at];
            function.MergeAccumulator(ref merged, parts[at + 1]);
            parts[at] = merged;
            parts.RemoveAt(at + 1);
        }

        AssertSame(definition(inputs), function.ExtractOutput(parts[0]));
    }

    public void AssertAnyOrder(IReadOnlyList<int> numbers, Random random)
    {
        var inputs = Inputs(numbers);
        var shuffled = inputs.ToArray();
        random.Shuffle(shuffled);
        if (!function.DependsOnOrder)
        {
            AssertSame(function.ExtractOutput(Fold(inputs)), function.ExtractOutput(Fold(shuffled)));
        }
    }

    public void AssertExactMerge(IReadOnlyList<int> numbers, Random random)
    {
        Assert.False(function.MergesExactly && function.DependsOnOrder, "It says that merging is exact but that the order matters.");
        if (!function.MergesExactly)
        {
            return;
        }

        var groups = Enumerable.Range(0, random.Next(1, 5)).Select(_ => new List<TInput>()).ToArray();
        foreach (var next in Inputs(numbers))
        {
            groups[random.Next(groups.Length)].Insert(0, next);
        }

        var merged = Fold(groups[0]);
        foreach (var group in groups.Skip(1))
        {
            function.MergeAccumulator(ref merged, Fold(group));
        }

        AssertSame(function.ExtractOutput(Fold(Inputs(numbers))), function.ExtractOutput(merged));
    }

    public void AssertRemove(IReadOnlyList<int> numbers, Random random)
    {
        var accumulator = function.CreateAccumulator();
        var left = new List<TInput>();
        if (!function.IsInvertible)
        {
            Assert.Throws<NotSupportedException>(() => function.RemoveInput(ref accumulator, input(0)));
            return;
        }

        foreach (var next in Inputs(numbers))
        {
            function.AddInput(ref accumulator, next);
            left.Add(next);
            while (left.Count > 0 && random.Next(3) == 0)
            {
                var gone = left[random.Next(left.Count)];
                function.RemoveInput(ref accumulator, gone);
                left.Remove(gone);
                AssertSame(definition(left), function.ExtractOutput(accumulator));
            }
        }

        AssertSame(definition(left), function.ExtractOutput(accumulator));
        left.ForEach(rest => function.RemoveInput(ref accumulator, rest));
        AssertSame(definition([]), function.ExtractOutput(accumulator));
    }

    public void AssertAdditive(IReadOnlyList<int> numbers, Random random)
    {
        Assert.Equal(add is not null, function.IsAdditive);
        var all = Inputs(numbers);
        var sum = definition([]);
        var left = new List<TInput>();
        while (function.IsAdditive && all.Count > 0)
        {
            var part = function.CreateAccumulator();
            for (var count = random.Next(1, 5); count > 0; count--)
            {
                if (left.Count > 0 && random.Next(3) == 0)
                {
                    function.RemoveInput(ref part, left[^1]);
                    left.RemoveAt(left.Count - 1);
                }
                else if (all.Count > 0)
                {
                    function.AddInput(ref part, all[^1]);
                    left.Add(all[^1]);
                    all.RemoveAt(all.Count - 1);
                }
            }

            sum = add!(sum, function.ExtractOutput(part));
            AssertSame(definition(left), sum);
        }
    }

    private static void AssertSame(TOutput expected, TOutput actual) => Assert.Equal(expected, actual);

    private List<TInput> Inputs(IEnumerable<int> numbers) => [.. numbers.Select(input)];

    private TAccumulator Fold(IEnumerable<TInput> inputs)
    {
        var accumulator = function.CreateAccumulator();
        foreach (var next in inputs)
        {
            function.AddInput(ref accumulator, next);
        }

        return accumulator;
    }
}
