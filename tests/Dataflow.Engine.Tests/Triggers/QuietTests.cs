namespace Dataflow.Engine.Tests.Triggers;

/// <summary>For how many more elements a trigger need not be asked. That it is not more than may be is a law; here it is not less, which would only be slower.</summary>
public sealed class QuietTests
{
    private const int Forever = int.MaxValue;

    [Theory]
    [InlineData("Default", 0, Forever)]
    [InlineData("Never", 0, Forever)]
    [InlineData("AfterCount(10)", 0, 9)]
    [InlineData("AfterCount(10)", 4, 5)]
    [InlineData("AfterCount(10)", 9, 0)]
    [InlineData("AfterCount(10)", 12, 0)]
    [InlineData("AfterProcessingTime(delay: 5s)", 0, 0)]
    [InlineData("AfterProcessingTime(delay: 5s)", 1, Forever)]
    [InlineData("AfterWatermark()", 3, Forever)]
    [InlineData("AfterWatermark(early: AfterCount(10))", 3, 6)]
    [InlineData("AfterWatermark(late: AfterCount(10))", 3, Forever)]
    [InlineData("Repeatedly(AfterCount(10))", 3, 6)]
    [InlineData("AfterFirst(AfterCount(10), AfterCount(7))", 3, 3)]
    [InlineData("AfterAll(AfterCount(10), Default)", 3, 6)]
    [InlineData("AfterEach(AfterCount(10), AfterCount(2))", 3, 6)]
    [InlineData("OrFinally(AfterCount(10), AfterCount(20))", 3, 6)]
    public void Quiet_BeforeTheEnd_IsWhatIsLeft(string trigger, int taken, int quiet) => Assert.Equal(quiet, new TriggerCell(trigger).Take(taken).Quiet);

    [Theory]
    [InlineData("Default", 0)]
    [InlineData("AfterWatermark(early: AfterCount(10))", 0)]
    [InlineData("AfterCount(10)", 9)]
    public void Quiet_AtTheEnd_IsNoneWhereTheEndIsWaitedFor(string trigger, int quiet) => Assert.Equal(quiet, new TriggerCell(trigger) { Watermark = 100 }.Quiet);

    [Theory]
    [InlineData("AfterWatermark(early: AfterCount(10))", Forever)]
    [InlineData("AfterWatermark(early: AfterCount(10), late: AfterCount(7))", 6)]
    [InlineData("AfterEach(Repeatedly(Default), AfterCount(4))", 0)]
    [InlineData("AfterEach(AfterWatermark(), AfterCount(4))", 3)]
    public void Quiet_BehindTheFiringAtTheEnd_IsThatOfWhatIsInForce(string trigger, int quiet) => Assert.Equal(quiet, new TriggerCell(trigger) { Watermark = 100 }.Take().Fire().Quiet);

    [Fact]
    public void Quiet_OfAnEachThatHasFinished_IsWithoutEnd() => Assert.Equal(Forever, new TriggerCell("AfterEach(AfterCount(1), AfterCount(1))").Take().Fire().Take().Fire().Quiet);
}
