using System.Text.RegularExpressions;
using Dataflow.Text;
using Dataflow.Triggers;
using NodaTime;

namespace Dataflow.Model.Tests.Triggers;

public sealed class TriggerTextTests
{
    [Theory]
    [InlineData("Default")]
    [InlineData("Never")]
    [InlineData("AfterWatermark()")]
    [InlineData("AfterWatermark(early: AfterCount(2))")]
    [InlineData("AfterWatermark(late: AfterCount(1))")]
    [InlineData("AfterWatermark(early: AfterProcessingTime(align: 1m), late: AfterCount(1))")]
    [InlineData("AfterCount(2147483647)")]
    [InlineData("AfterProcessingTime()")]
    [InlineData("AfterProcessingTime(delay: 1m)")]
    [InlineData("AfterProcessingTime(align: 1h30m)")]
    [InlineData("AfterProcessingTime(delay: 100ns, align: 1d)")]
    [InlineData("AfterProcessingTime(align: 2m, offset: 1m)")]
    [InlineData("AfterProcessingTime(delay: 1s, align: 2m, offset: 1m59s)")]
    [InlineData("Repeatedly(AfterCount(2))")]
    [InlineData("AfterFirst(Default, Never)")]
    [InlineData("AfterAll(Default, Never, AfterCount(1))")]
    [InlineData("AfterEach(Default, Never)")]
    [InlineData("OrFinally(Repeatedly(AfterCount(2)), AfterCount(5))")]
    public void Parse_Printed_PrintsTheSame(string text) => Assert.Equal(text, Trigger.Parse(text).ToString());

    [Fact]
    public void Parse_RandomPrinted_IsIdentity() => Seeds.Each(5_000, random =>
    {
        var trigger = RandomTriggers.Next(random);

        Assert.Equal(trigger, Trigger.Parse(trigger.ToString()));
    });

    [Fact]
    public void Parse_SpacesAndCase_DoNotMatter() => Seeds.Each(1_000, random =>
    {
        var trigger = RandomTriggers.Next(random, 2);
        string[] spaces = ["", "", " ", "\t", "\n ", "\u00a0"];
        var text = Regex.Replace(trigger.ToString().Replace(" ", "", StringComparison.Ordinal), "[A-Za-z]{3,}|[(),:]", match =>
            $"{spaces[random.Next(6)]}{(random.Next(2) == 0 ? match.Value.ToUpperInvariant() : match.Value.ToLowerInvariant())}{spaces[random.Next(6)]}");

        Assert.Equal(trigger, Trigger.Parse(text));
    });

    [Theory]
    [InlineData(" default\n", "Default")]
    [InlineData("AfterWatermark(late: Default, early: Never)", "AfterWatermark(early: Never, late: Default)")]
    [InlineData("AfterProcessingTime(align: PT1M, delay: 0s)", "AfterProcessingTime(align: 1m)")]
    [InlineData("afterCount ( 007 )", "AfterCount(7)")]
    public void Parse_OtherSpellings_PrintsTheUsualOne(string text, string printed) => Assert.Equal(printed, Trigger.Parse(text).ToString());

    [Fact]
    public void Parse_Texts_GiveTheTriggers()
    {
        Assert.Equal(Trigger.AfterWatermark(Trigger.AfterCount(2), Trigger.Default), Trigger.Parse("AfterWatermark(early: AfterCount(2), late: Default)"));
        Assert.Equal(Trigger.AfterProcessingTime(Duration.FromMinutes(1), Duration.FromHours(1)), Trigger.Parse("AfterProcessingTime(delay: 1m, align: 1h)"));
        Assert.Equal(Trigger.OrFinally(Trigger.Never, Trigger.AfterCount(1)), Trigger.Parse("OrFinally(Never, AfterCount(1))"));
        Assert.Equal(Trigger.AfterEach(Trigger.AfterCount(1), Trigger.AfterCount(2)), Trigger.Parse("AfterEach(AfterCount(1), AfterCount(2))"));
    }

    [Theory]
    [InlineData("", 0, "a trigger: Default, AfterWatermark()")]
    [InlineData(" sometimes", 1, "a trigger: Default")]
    [InlineData("Default()", 7, "the end of the text")]
    [InlineData("Default Default", 8, "the end of the text")]
    [InlineData("AfterCount", 10, "'('")]
    [InlineData("AfterCount 3", 11, "'('")]
    [InlineData("AfterCount()", 11, "how many elements, a whole number of at least 1")]
    [InlineData("AfterCount(0)", 11, "how many elements")]
    [InlineData("AfterCount( -1)", 12, "how many elements")]
    [InlineData("AfterCount(1.5)", 11, "how many elements")]
    [InlineData("AfterCount(2147483648)", 11, "how many elements")]
    [InlineData("AfterCount(3", 12, "')'")]
    [InlineData("AfterCount(3 4)", 13, "')'")]
    [InlineData("AfterCount(3))", 13, "the end of the text")]
    [InlineData("Repeatedly", 10, "'('")]
    [InlineData("Repeatedly()", 11, "a trigger")]
    [InlineData("Repeatedly(Default", 18, "')'")]
    [InlineData("Repeatedly(Default, Never)", 18, "')'")]
    [InlineData("AfterFirst()", 11, "a trigger")]
    [InlineData("AfterFirst(Default)", 18, "',' and another trigger: there must be at least two")]
    [InlineData("AfterAll(Default,)", 17, "a trigger")]
    [InlineData("AfterAll(Default, Never", 23, "')'")]
    [InlineData("AfterEach Default", 10, "'('")]
    [InlineData("OrFinally(Default)", 17, "','")]
    [InlineData("OrFinally(Default, Never, Never)", 24, "')'")]
    [InlineData("AfterWatermark", 14, "'('")]
    [InlineData("AfterWatermark(", 15, "'early:' or 'late:'")]
    [InlineData("AfterWatermark(Default)", 15, "'early:' or 'late:'")]
    [InlineData("AfterWatermark(early Default)", 21, "':'")]
    [InlineData("AfterWatermark(early:)", 21, "a trigger")]
    [InlineData("AfterWatermark(early: Default, early: Never)", 31, "'late:'")]
    [InlineData("AfterWatermark(late: Default, on-time: Never)", 30, "'early:'")]
    [InlineData("AfterWatermark(late: Default, early: Never, late: Never)", 44, "')'")]
    [InlineData("AfterWatermark(early: AfterCount(x))", 33, "how many elements")]
    [InlineData("AfterProcessingTime", 19, "'('")]
    [InlineData("AfterProcessingTime(1m)", 20, "'delay:' or 'align:' or 'offset:'")]
    [InlineData("AfterProcessingTime(delay: 1m, delay: 1m)", 31, "'align:' or 'offset:'")]
    [InlineData("AfterProcessingTime(delay: -1m)", 27, "a whole number with a unit")]
    [InlineData("AfterProcessingTime(delay: PT-1M)", 27, "a duration that is not negative")]
    [InlineData("AfterProcessingTime(delay: 1m align: 1m)", 30, "')'")]
    public void Parse_Fault_SaysPlaceAndWhatWasExpected(string text, int position, string expected)
    {
        var e = Assert.Throws<SpecificationException>(() => Trigger.Parse(text));

        Assert.Equal(position, e.Position);
        Assert.StartsWith("expected " + expected, e.Problem, StringComparison.Ordinal);
        AssertCaret(e);
    }

    [Theory]
    [InlineData("AfterProcessingTime(offset: 1s)", 28, "an offset needs an alignment, like 'align: 1m'")]
    [InlineData("AfterProcessingTime(offset: 1m, align: 1m)", 28, "the offset must be less than the alignment, 1m")]
    [InlineData("AfterProcessingTime(align: 0s)", 27, "the alignment must be at least one tick (100ns)")]
    [InlineData("AfterProcessingTime(align: 150ns)", 27, "the alignment must be whole ticks of 100ns")]
    [InlineData("Repeatedly(AfterProcessingTime(align: 1m, delay: 50ns))", 49, "the delay must be whole ticks of 100ns")]
    public void Parse_Impossible_SaysWhy(string text, int position, string problem)
    {
        var e = Assert.Throws<SpecificationException>(() => Trigger.Parse(text));

        Assert.Equal((position, problem), (e.Position, e.Problem));
        AssertCaret(e);
    }

    [Fact]
    public void Parse_MoreTriggersThanAllowed_IsRefused()
    {
        var e = Assert.Throws<SpecificationException>(() => Trigger.Parse($"AfterFirst({string.Join(", ", Enumerable.Repeat("Never", 2000))})"));
        Assert.Equal("A trigger may be made of 1000 triggers at most.", e.Problem);
    }

    [Theory]
    [InlineData("Repeatedly(", 101, 11)]
    [InlineData("Repeatedly(", 10_000, 11)]
    [InlineData("Repeatedly(", 1_000_000, 11)]
    [InlineData("AfterWatermark(early: ", 10_000, 22)]
    [InlineData("AfterWatermark(late: ", 1_000_000, 21)]
    [InlineData("AfterFirst(", 1_000_000, 11)]
    [InlineData("AfterAll(Never, ", 1_000_000, 9)]
    [InlineData("AfterEach(", 1_000_000, 10)]
    [InlineData("OrFinally(", 1_000_000, 10)]
    [InlineData("OrFinally(Never, ", 1_000_000, 10)]
    public void Parse_NestedTooDeep_SaysWhere(string open, int count, int inside)
    {
        var text = string.Concat(Enumerable.Repeat(open, count));

        var e = Assert.Throws<SpecificationException>(() => Trigger.Parse(text));

        Assert.Equal(((99 * open.Length) + inside, "triggers may be nested 100 deep at most"), (e.Position, e.Problem));
        Assert.InRange(e.Message.Length, 1, 500);
    }

    private static void AssertCaret(SpecificationException e)
    {
        var lines = e.Message.Split(Environment.NewLine);
        Assert.Equal("  " + e.Specification, lines[1]);
        Assert.Equal(e.Position, lines[2].IndexOf('^') - 2);
    }
}
