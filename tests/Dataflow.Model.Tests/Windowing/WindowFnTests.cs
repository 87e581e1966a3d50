using Dataflow.Text;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Model.Tests.Windowing;

public sealed class WindowFnTests
{
    [Theory]
    [InlineData("global")]
    [InlineData("fixed 2m")]
    [InlineData("fixed 2m offset 30s")]
    [InlineData("fixed 100ns")]
    [InlineData("fixed 1d offset 23h59m59s999ms999us900ns")]
    [InlineData("fixed 3652500d")]
    public void Parse_Printed_PrintsTheSame(string text) => Assert.Equal(text, WindowFn.Parse(text).ToString());

    [Theory]
    [InlineData(" GLOBAL ", "global")]
    [InlineData("Fixed\t120s", "fixed 2m")]
    [InlineData("fixed PT2M OFFSET PT0.5S", "fixed 2m offset 500ms")]
    [InlineData("fixed 2m offset 0s", "fixed 2m")]
    public void Parse_OtherSpellings_PrintsTheUsualOne(string text, string printed) =>
        Assert.Equal(printed, WindowFn.Parse(text).ToString());

    [Fact]
    public void Parse_PrintedFixed_IsIdentity() => Seeds.Each(2_000, random =>
    {
        var size = random.NextInt64(1, 5_000_000_000_000_000_000L >> random.Next(62));
        var fn = FixedWindows.Of(Duration.FromTicks(size), Duration.FromTicks(random.Next(3) == 0 ? 0 : random.NextInt64(size)));

        Assert.Equal(fn, WindowFn.Parse(fn.ToString()));
    });

    [Theory]
    [InlineData("", 0, "a window: 'global' or 'fixed")]
    [InlineData("  bogus", 2, "a window: 'global' or 'fixed")]
    [InlineData("fixed", 5, "a duration")]
    [InlineData("fixed 2x", 7, "a unit")]
    [InlineData("fixed2m", 0, "a window")]
    [InlineData("fixed 2m banana", 9, "the end of the text")]
    [InlineData("fixed 2m offset", 15, "a duration")]
    [InlineData("fixed 2m offset 30s x", 20, "the end of the text")]
    [InlineData("global 2m", 7, "the end of the text")]
    [InlineData("fixed\n2x", 7, "a unit")]
    public void Parse_Fault_SaysPlaceAndWhatWasExpected(string text, int position, string expected)
    {
        var e = Assert.Throws<SpecificationException>(() => WindowFn.Parse(text));

        Assert.Equal(position, e.Position);
        Assert.StartsWith("expected ", e.Problem, StringComparison.Ordinal);
        Assert.Contains(expected, e.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fixed 0s", 6, "at least one tick (100ns)")]
    [InlineData("fixed 99ns", 6, "at least one tick (100ns)")]
    [InlineData("fixed 1m offset 1m", 16, "less than the size, 1m")]
    [InlineData("fixed 1m offset  2m", 17, "less than the size, 1m")]
    public void Parse_Impossible_SaysWhy(string text, int position, string problem)
    {
        var e = Assert.Throws<SpecificationException>(() => WindowFn.Parse(text));

        Assert.Equal(position, e.Position);
        Assert.Contains(problem, e.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sliding 10m every 1m")]
    [InlineData("session 30m inclusive")]
    [InlineData("Calendar month in Europe/Brussels")]
    public void Parse_WhatComesLater_SaysSo(string text)
    {
        var e = Assert.Throws<SpecificationException>(() => WindowFn.Parse(" " + text));

        Assert.Equal(1, e.Position);
        Assert.StartsWith("not supported yet", e.Problem, StringComparison.Ordinal);
    }
}
