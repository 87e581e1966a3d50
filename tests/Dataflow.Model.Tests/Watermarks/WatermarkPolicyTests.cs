using Dataflow.Text;
using Dataflow.Watermarks;
using NodaTime;

namespace Dataflow.Model.Tests.Watermarks;

public sealed class WatermarkPolicyTests
{
    [Theory]
    [InlineData("bounded 30s")]
    [InlineData("bounded 1ns")]
    [InlineData("bounded 365d6h")]
    [InlineData("monotonic")]
    [InlineData("perfect")]
    [InlineData("recorded")]
    [InlineData("recorded-or-perfect")]
    public void Parse_Printed_PrintsTheSame(string text)
    {
        var policy = WatermarkPolicy.Parse(text);

        Assert.Equal(text, policy.ToString());
        Assert.Equal(policy, WatermarkPolicy.Parse(policy.ToString()));
    }

    [Theory]
    [InlineData("bounded 0s", "monotonic")]
    [InlineData(" Bounded  PT1M ", "bounded 1m")]
    [InlineData("PERFECT", "perfect")]
    public void Parse_OtherSpellings_PrintsTheUsualOne(string text, string printed) =>
        Assert.Equal(printed, WatermarkPolicy.Parse(text).ToString());

    [Fact]
    public void Parse_Names_GivesTheProperties()
    {
        Assert.Equal(WatermarkPolicy.Monotonic, WatermarkPolicy.Parse("monotonic"));
        Assert.Equal(WatermarkPolicy.Monotonic, WatermarkPolicy.Bounded(Duration.Zero));
        Assert.Equal(WatermarkPolicy.Perfect, WatermarkPolicy.Parse("perfect"));
        Assert.Equal(WatermarkPolicy.Recorded, WatermarkPolicy.Parse("recorded"));
        Assert.Equal(WatermarkPolicy.RecordedOrPerfect, WatermarkPolicy.Parse("recorded-or-perfect"));
        Assert.Equal(WatermarkPolicy.Bounded(Duration.FromSeconds(30)), WatermarkPolicy.Parse("bounded 30s"));
        Assert.NotEqual(WatermarkPolicy.Recorded, WatermarkPolicy.Perfect);
    }

    [Theory]
    [InlineData("", 0, "a watermark: 'bounded DURATION'")]
    [InlineData(" soon", 1, "a watermark: 'bounded DURATION'")]
    [InlineData("bounded", 7, "a duration")]
    [InlineData("bounded x", 8, "a whole number with a unit")]
    [InlineData("bounded 1s 2s", 11, "the end of the text")]
    [InlineData("perfect 1s", 8, "the end of the text")]
    [InlineData("recorded or perfect", 9, "the end of the text")]
    public void Parse_Fault_SaysPlaceAndWhatWasExpected(string text, int position, string expected)
    {
        var e = Assert.Throws<SpecificationException>(() => WatermarkPolicy.Parse(text));

        Assert.Equal(position, e.Position);
        Assert.StartsWith("expected " + expected, e.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Found8_DelayLongerThanAnySpan_PrintsWhatParseReads()
    {
        var policy = WatermarkPolicy.Bounded(Duration.MaxValue);

        Assert.Equal(policy, WatermarkPolicy.Parse(policy.ToString()));
        Assert.Equal(policy, WatermarkPolicy.Bounded(Duration.FromDays(12_000_000)));
    }

    [Fact]
    public void Bounded_Negative_Throws() => Assert.Contains(
        "-1s", Assert.Throws<ArgumentOutOfRangeException>("delay", () => WatermarkPolicy.Bounded(Duration.FromSeconds(-1))).Message, StringComparison.Ordinal);
}
