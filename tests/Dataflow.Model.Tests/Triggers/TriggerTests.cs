using Dataflow.Text;
using Dataflow.Triggers;

namespace Dataflow.Model.Tests.Triggers;

public sealed class TriggerTests
{
    [Theory]
    [InlineData("Default")]
    [InlineData(" default\n")]
    public void Parse_Default_PrintsDefault(string text)
    {
        Assert.Equal(Trigger.Default, Trigger.Parse(text));
        Assert.Equal("Default", Trigger.Parse(text).ToString());
    }

    [Theory]
    [InlineData("AfterWatermark()")]
    [InlineData("AfterWatermark(early: AfterCount(2), late: AfterCount(1))")]
    [InlineData("AfterCount(3)")]
    [InlineData("AfterProcessingTime(delay: 1m)")]
    [InlineData("Repeatedly(AfterCount(2))")]
    [InlineData("AfterFirst(Default, Never)")]
    [InlineData("AfterAll(Default, Never)")]
    [InlineData("AfterEach(Default, Never)")]
    [InlineData("OrFinally(Default, Never)")]
    [InlineData("never")]
    public void Parse_WhatComesLater_SaysSo(string text)
    {
        var e = Assert.Throws<SpecificationException>(() => Trigger.Parse("  " + text));

        Assert.Equal(2, e.Position);
        Assert.StartsWith("not supported yet", e.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0, "a trigger: 'Default'")]
    [InlineData(" sometimes", 1, "a trigger: 'Default'")]
    [InlineData("Default()", 7, "the end of the text")]
    [InlineData("Default Default", 8, "the end of the text")]
    public void Parse_Fault_SaysPlaceAndWhatWasExpected(string text, int position, string expected)
    {
        var e = Assert.Throws<SpecificationException>(() => Trigger.Parse(text));

        Assert.Equal(position, e.Position);
        Assert.Equal("expected " + expected, e.Problem);
    }
}
