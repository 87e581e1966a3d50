using Dataflow.Combining;

namespace Dataflow.Model.Tests.Combining;

public sealed class CombineTests
{
    [Fact]
    public void ToString_LibraryFns_PrintsTheAggregation() => Assert.Equal(
        ["count", "sum", "min", "max", "mean", "list", "distinct", "top:4", "quantile:0.25"],
        new object[]
        {
            Combine.Count<int>(), Combine.Sum<int>(), Combine.Min<int>(), Combine.Max<int>(), Combine.Mean<int>(), Combine.List<int>(),
            Combine.Distinct<int>(), Combine.Top<int>(4), Combine.Quantile<int>(0.25),
        }.Select(fn => fn.ToString()));

    [Fact]
    public void DependsOnOrder_LibraryFns_IsWhetherTheOrderOfArrivalShows()
    {
        Assert.False(default(CountFn<int>).DependsOnOrder);
        Assert.False(default(SumFn<double>).DependsOnOrder);
        Assert.False(default(MeanFn<double>).DependsOnOrder);
        Assert.False(new QuantileFn<int>(0.5).DependsOnOrder);
        Assert.Equal((false, true), (default(MinFn<int>).DependsOnOrder, default(MinFn<string>).DependsOnOrder));
        Assert.Equal((false, true), (default(MaxFn<int>).DependsOnOrder, default(MaxFn<string>).DependsOnOrder));
        Assert.Equal((false, true), (new TopFn<int>(2).DependsOnOrder, new TopFn<string>(2).DependsOnOrder));
        Assert.True(((ICombineFn<int, List<int>, IReadOnlyList<int>>)default(ListFn<int>)).DependsOnOrder);
    }

    [Fact]
    public void Equals_SameFn_IsEqual()
    {
        Assert.Equal(Combine.Top<int>(3), Combine.Top<int>(3));
        Assert.NotEqual(Combine.Top<int>(3), Combine.Top<int>(4));
        Assert.Equal(Combine.Quantile<int>(0.5), Combine.Quantile<int>(0.5));
    }

    [Fact]
    public void From_Delegates_FoldsMergesAndExtracts()
    {
        var fn = Combine.From<int, string, int>("lengths", () => "", (text, input) => text + input, (left, right) => left + right, text => text.Length);

        Assert.Equal("lengths", fn.ToString());
        Assert.Equal("1 23 4", fn.Accept(new FoldTwice()));
    }

    [Fact]
    public void From_Remove_IsInvertibleIfGiven()
    {
        static CombineFn<int, int, int> Make(Func<int, int, int>? remove) =>
            Combine.From<int, int, int>("xor", () => 0, (all, input) => all ^ input, (left, right) => left ^ right, all => all, remove);

        Assert.True(Make((all, input) => all ^ input).IsInvertible);
        Assert.False(Make((all, input) => all ^ input).IsAdditive);
        Assert.True(Make(null).HasEmptyOutput);
        Assert.False(Make(null).IsInvertible);
        Assert.Equal(5, Make((all, input) => all ^ input).Accept(new AddTwoRemoveOne()));
        Assert.Contains("'xor'", Assert.Throws<NotSupportedException>(() => Make(null).Accept(new AddTwoRemoveOne())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>("name", () => Combine.From<int, int, int>(null!, () => 0, (a, _) => a, (a, _) => a, a => a));
        Assert.Throws<ArgumentNullException>("create", () => Combine.From<int, int, int>("x", null!, (a, _) => a, (a, _) => a, a => a));
        Assert.Throws<ArgumentNullException>("add", () => Combine.From<int, int, int>("x", () => 0, null!, (a, _) => a, a => a));
        Assert.Throws<ArgumentNullException>("merge", () => Combine.From<int, int, int>("x", () => 0, (a, _) => a, null!, a => a));
        Assert.Throws<ArgumentNullException>("extract", () => Combine.From<int, int, int>("x", () => 0, (a, _) => a, (a, _) => a, null!));
    }

    private sealed class AddTwoRemoveOne : ICombineFnVisitor<int, int, int, int>
    {
        public int Visit<TFn>(TFn fn)
            where TFn : struct, ICombineFn<int, int, int>
        {
            var accumulator = fn.CreateAccumulator();
            fn.AddInput(ref accumulator, 3);
            fn.AddInput(ref accumulator, 5);
            fn.RemoveInput(ref accumulator, 3);
            return fn.ExtractOutput(accumulator);
        }
    }

    private sealed class FoldTwice : ICombineFnVisitor<int, string, int, string>
    {
        public string Visit<TFn>(TFn fn)
            where TFn : struct, ICombineFn<int, string, int>
        {
            var (left, right) = (fn.CreateAccumulator(), fn.CreateAccumulator());
            fn.AddInput(ref left, 1);
            var one = fn.ExtractOutput(left);
            fn.AddInput(ref right, 234);
            fn.MergeAccumulator(ref left, right);
            return $"{one} {left[1..3]} {fn.ExtractOutput(left)}";
        }
    }
}
