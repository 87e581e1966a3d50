using Dataflow.Time;
using Dataflow.Triggers;
using NodaTime;

namespace Dataflow.Model.Tests.Triggers;

public sealed class TriggerTests
{
    [Fact]
    public void Equals_RandomTriggers_IsPrintingTheSame() => Seeds.Each(5_000, random =>
    {
        var (a, b) = (RandomTriggers.Next(random, 2), RandomTriggers.Next(random, 2));

        Assert.Equal(a.ToString() == b.ToString(), a.Equals(b));
        Assert.Equal(a, Trigger.Parse(a.ToString()));
        Assert.Equal(a.GetHashCode(), Trigger.Parse(a.ToString()).GetHashCode());
    });

    [Fact]
    public void Equals_SameSettings_IsEqual()
    {
        Assert.Equal(Trigger.AfterFirst(Trigger.Default, Trigger.Never), Trigger.AfterFirst(Trigger.Default, Trigger.Never));
        Assert.NotEqual(Trigger.AfterFirst(Trigger.Default, Trigger.Never), Trigger.AfterFirst(Trigger.Never, Trigger.Default));
        Assert.NotEqual(Trigger.AfterFirst(Trigger.Default, Trigger.Never), Trigger.AfterAll(Trigger.Default, Trigger.Never));
        Assert.NotEqual(Trigger.AfterWatermark(early: Trigger.Default), Trigger.AfterWatermark(late: Trigger.Default));
        Assert.Equal(Trigger.AfterProcessingTime(), Trigger.AfterProcessingTime(Duration.Zero));
        Assert.NotEqual(Trigger.AfterCount(1), Trigger.AfterCount(2));
    }

    [Fact]
    public void Triggers_ArrayChangesLater_StayAsTheyWere()
    {
        Trigger[] triggers = [Trigger.Default, Trigger.Never];
        var trigger = Trigger.AfterAll(triggers);

        triggers[0] = Trigger.AfterCount(1);

        Assert.Equal("AfterAll(Default, Never)", trigger.ToString());
    }

    [Fact]
    public void Make_NestedTooDeep_Throws()
    {
        Func<Trigger, Trigger>[] around =
        [
            Trigger.Repeatedly, inner => Trigger.AfterWatermark(early: inner), inner => Trigger.AfterWatermark(late: inner), inner => Trigger.AfterFirst(Trigger.Never, inner),
            inner => Trigger.AfterAll(inner, Trigger.Never), inner => Trigger.AfterEach(Trigger.Never, inner), inner => Trigger.OrFinally(inner, Trigger.Never), inner => Trigger.OrFinally(Trigger.Never, inner),
        ];

        Assert.All(around, wrap =>
        {
            var trigger = Enumerable.Range(1, Trigger.MaxDepth - 1).Aggregate(Trigger.Default, (inner, _) => wrap(inner));
            Assert.Equal(Trigger.MaxDepth, trigger.Depth);
            Assert.Equal(trigger, Trigger.Parse(trigger.ToString()));
            Assert.Contains("100 deep at most", Assert.Throws<ArgumentException>(() => wrap(trigger)).Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Make_Nulls_Throws()
    {
        Assert.Throws<ArgumentNullException>("repeated", () => Trigger.Repeatedly(null!));
        Assert.Throws<ArgumentNullException>("main", () => Trigger.OrFinally(null!, Trigger.Never));
        Assert.Throws<ArgumentNullException>("until", () => Trigger.OrFinally(Trigger.Never, null!));
        Assert.Throws<ArgumentNullException>("triggers", () => Trigger.AfterAll(null!));
        Assert.Throws<ArgumentException>("triggers", () => Trigger.AfterEach(Trigger.Default, null!));
    }

    [Fact]
    public void Make_FewerThanTwo_Throws()
    {
        Assert.Throws<ArgumentException>("triggers", () => Trigger.AfterFirst());
        Assert.Contains("at least two triggers, but there are 1", Assert.Throws<ArgumentException>("triggers", () => Trigger.AfterAll(Trigger.Default)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void AfterCount_UnderOne_Throws(int count) => Assert.Throws<ArgumentOutOfRangeException>(nameof(count), () => Trigger.AfterCount(count));

    [Fact]
    public void AfterFirst_OfTriggersThatShareParts_IsRefusedBeforeItGrowsOutOfHand()
    {
        var trigger = Trigger.AfterCount(1);
        Assert.Throws<ArgumentException>(() =>
        {
            for (var i = 0; i < 40; i++)
            {
                trigger = Trigger.AfterFirst(trigger, trigger);
            }
        });
        Assert.InRange(trigger.Size, 500, 1000);
    }

    [Fact]
    public void AfterFirst_AsManyTriggersAsAllowed_IsMade()
    {
        static Trigger[] Several(int count) => [.. Enumerable.Repeat(Trigger.Never, count)];

        Assert.Equal(1000, Trigger.AfterFirst(Several(999)).Size);
        Assert.Throws<ArgumentException>(() => Trigger.AfterFirst(Several(1000)));
    }

    [Fact]
    public void AfterProcessingTime_LongestDelay_IsAllowed()
    {
        var longest = Duration.FromTicks(EventTime.MaxSpanTicks);

        Assert.Equal(longest, ((AfterProcessingTimeTrigger)Trigger.AfterProcessingTime(longest)).Delay);
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => Trigger.AfterProcessingTime(longest + Duration.FromTicks(1)));
        Assert.Contains($"from 0s to {DurationText.ToText(longest)}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AfterProcessingTime_OffsetWithoutOrNotBelowTheAlignment_Throws()
    {
        var minute = Duration.FromMinutes(1);
        Assert.Throws<ArgumentException>("offset", () => Trigger.AfterProcessingTime(offset: minute));
        Assert.Throws<ArgumentOutOfRangeException>("offset", () => Trigger.AfterProcessingTime(align: minute, offset: minute));
        Assert.Throws<ArgumentOutOfRangeException>("offset", () => Trigger.AfterProcessingTime(align: minute, offset: -minute));
    }

    [Fact]
    public void AfterProcessingTime_OutsideRange_Throws()
    {
        Duration[] delays = [Duration.FromTicks(-1), Duration.FromNanoseconds(50), Duration.FromDays(6_000_000), Duration.MaxValue];

        Assert.All(delays, delay => Assert.Throws<ArgumentOutOfRangeException>(nameof(delay), () => Trigger.AfterProcessingTime(delay)));
        Assert.All(delays.Append(Duration.Zero), align => Assert.Throws<ArgumentOutOfRangeException>(nameof(align), () => Trigger.AfterProcessingTime(align: align)));
    }
}
