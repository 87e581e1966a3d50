using System.Collections;
using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

/// <summary>The laws of <see cref="ICombineFn{TInput, TAccumulator, TOutput}"/>, and agreement with a fold written out naively.</summary>
public abstract class CombineFnContract<TFn, TInput, TAccumulator, TOutput>
    where TFn : struct, ICombineFn<TInput, TAccumulator, TOutput>
{
    protected abstract TFn Fn { get; }

    protected abstract string Text { get; }

    /// <summary>What it says of itself.</summary>
    protected abstract (bool IsInvertible, bool IsAdditive, bool HasEmptyOutput) Traits { get; }

    protected abstract TInput NextInput(Random random);

    /// <summary>The output for these inputs, computed in the plainest way.</summary>
    protected abstract TOutput Naive(IReadOnlyList<TInput> inputs);

    [Fact]
    public void ExtractOutput_Inputs_IsTheNaiveFold() => Seeds.Each(300, random =>
    {
        var inputs = NextInputs(random, random.Next(4) == 0 ? random.Next(200) : random.Next(8));

        AssertSame(Naive(inputs), Fn.ExtractOutput(Fold(inputs)));
    });

    [Fact]
    public void MergeAccumulator_AnyGrouping_IsAddingAllInOrder() => Seeds.Each(300, random =>
    {
        var inputs = NextInputs(random, random.Next(12));
        var (i, j) = (random.Next(inputs.Count + 1), random.Next(inputs.Count + 1));
        var (first, second, third) = (inputs.Take(Math.Min(i, j)).ToList(), inputs.Take(Math.Max(i, j)).Skip(Math.Min(i, j)).ToList(), inputs.Skip(Math.Max(i, j)).ToList());

        var left = Merge(Merge(Fold(first), Fold(second)), Fold(third));
        var right = Merge(Fold(first), Merge(Fold(second), Fold(third)));

        AssertSame(Naive(inputs), Fn.ExtractOutput(left));
        AssertSame(Naive(inputs), Fn.ExtractOutput(right));
    });

    [Fact]
    public void MergeAccumulator_Empty_IsTheIdentity() => Seeds.Each(50, random =>
    {
        var inputs = NextInputs(random, random.Next(5));

        AssertSame(Naive(inputs), Fn.ExtractOutput(Merge(Fold(inputs), Fn.CreateAccumulator())));
        AssertSame(Naive(inputs), Fn.ExtractOutput(Merge(Fn.CreateAccumulator(), Fold(inputs))));
    });

    [Fact]
    public void ExtractOutput_AccumulatorChangesLater_StaysAsItWas() => Seeds.Each(50, random =>
    {
        var inputs = NextInputs(random, random.Next(6));
        var more = NextInputs(random, 10);
        var accumulator = Fold(inputs);

        var output = Fn.ExtractOutput(accumulator);
        foreach (var input in more)
        {
            Fn.AddInput(ref accumulator, input);
        }

        Fn.MergeAccumulator(ref accumulator, Fold(more));

        AssertSame(Naive(inputs), output);
        AssertSame(Naive([.. inputs, .. more, .. more]), Fn.ExtractOutput(accumulator));
    });

    [Fact]
    public void MergeAccumulator_IntoEmpty_DoesNotShareTheOther() => Seeds.Each(20, random =>
    {
        var inputs = NextInputs(random, 3);
        var other = Fold(inputs);
        var accumulator = Fn.CreateAccumulator();

        Fn.MergeAccumulator(ref accumulator, other);
        Fn.AddInput(ref accumulator, NextInput(random));

        AssertSame(Naive(inputs), Fn.ExtractOutput(other));
    });

    [Fact]
    [Trait("Choice", "7")]
    public void Traits_Fn_AreThoseOfTheFunction()
    {
        var combine = Combine.Of<TFn, TInput, TAccumulator, TOutput>(Fn);

        Assert.Equal(Traits, (Fn.IsInvertible, Fn.IsAdditive, Fn.HasEmptyOutput));
        Assert.Equal(Traits, (combine.IsInvertible, combine.IsAdditive, combine.HasEmptyOutput));
    }

    [Fact]
    [Trait("Choice", "7")]
    public void RemoveInput_AnyInterleaving_LeavesTheFoldOfWhatIsLeft() =>
        Retractions.AssertTakeOut<TFn, TInput, TAccumulator, TOutput>(Fn, NextInput);

    [Fact]
    [Trait("Choice", "7")]
    public void RemoveInput_JustAdded_RestoresTheAccumulator() => Seeds.Each(100, random =>
    {
        var accumulator = Fold(NextInputs(random, random.Next(5)));
        var (before, input) = (accumulator, NextInput(random));
        if (!Fn.IsInvertible)
        {
            Assert.Throws<NotSupportedException>(() => Fn.RemoveInput(ref accumulator, input));
            return;
        }

        Fn.AddInput(ref accumulator, input);
        Fn.RemoveInput(ref accumulator, input);

        Assert.Equal(before, accumulator);
    });

    [Fact]
    public void ToString_Fn_PrintsWhatAggregationReads()
    {
        Assert.Equal(Text, Fn.ToString());
        Assert.Equal(Text, Aggregation.Parse(Fn.ToString()!).ToString());
        Assert.Equal(Text, Combine.Of<TFn, TInput, TAccumulator, TOutput>(Fn).ToString());
    }

    private protected TAccumulator Fold(IEnumerable<TInput> inputs)
    {
        var accumulator = Fn.CreateAccumulator();
        foreach (var input in inputs)
        {
            Fn.AddInput(ref accumulator, input);
        }

        return accumulator;
    }

    private TAccumulator Merge(TAccumulator accumulator, TAccumulator other)
    {
        Fn.MergeAccumulator(ref accumulator, other);
        return accumulator;
    }

    private List<TInput> NextInputs(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => NextInput(random))];

    // Elements that are equal but not the same must not pass for each other.
    private static void AssertSame(TOutput expected, TOutput actual)
    {
        if (expected is IEnumerable and not string)
        {
            var (left, right) = (((IEnumerable)expected).Cast<object>().ToArray(), ((IEnumerable)actual!).Cast<object>().ToArray());
            Assert.Equal(left.Length, right.Length);
            Assert.All(left, (item, i) => Assert.True(item.GetType().IsValueType ? item.Equals(right[i]) : ReferenceEquals(item, right[i]), $"{item} and {right[i]} differ at {i}."));
        }
        else if (typeof(TOutput).IsValueType)
        {
            Assert.Equal(expected, actual);
        }
        else
        {
            Assert.True(ReferenceEquals(expected, actual), $"{actual} is not the same as {expected}.");
        }
    }
}
