using Dataflow.Triggers;
using NodaTime;

namespace Dataflow.Model.Tests.Triggers;

public sealed class TriggerTraitsTests
{
    [Theory]
    [Trait("Rule", "54")]
    [Trait("Choice", "9")]
    [InlineData("Default", false)]
    [InlineData("Never", false)]
    [InlineData("AfterCount(1)", true)]
    [InlineData("AfterProcessingTime(delay: 1m)", true)]
    [InlineData("AfterWatermark()", true)]
    [InlineData("AfterWatermark(early: Repeatedly(AfterCount(1)))", true)]
    [InlineData("AfterWatermark(late: AfterCount(1))", false)]
    [InlineData("AfterWatermark(early: AfterCount(1), late: AfterCount(1))", false)]
    [InlineData("Repeatedly(AfterCount(1))", false)]
    [InlineData("Repeatedly(AfterWatermark())", false)]
    [InlineData("AfterFirst(Default, AfterCount(1))", true)]
    [InlineData("AfterFirst(Default, Default)", true)]
    [InlineData("AfterFirst(Never, Default)", true)]
    [InlineData("AfterFirst(Never, Never)", false)]
    [InlineData("AfterAll(Default, AfterCount(1))", true)]
    [InlineData("AfterAll(Never, AfterCount(1))", false)]
    [InlineData("AfterEach(AfterCount(1), AfterCount(2))", true)]
    [InlineData("AfterEach(AfterCount(1), Repeatedly(AfterCount(2)))", false)]
    [InlineData("AfterEach(Default, AfterCount(2))", false)]
    [InlineData("OrFinally(Repeatedly(AfterCount(1)), AfterCount(5))", true)]
    [InlineData("OrFinally(Repeatedly(AfterCount(1)), Never)", false)]
    [InlineData("OrFinally(AfterCount(1), Never)", true)]
    public void MayFinish_Trigger_IsWhetherAWindowMayClose(string text, bool mayFinish) => Assert.Equal(mayFinish, Trigger.Parse(text).MayFinish);

    [Theory]
    [Trait("Rule", "54")]
    [Trait("Choice", "9")]
    [InlineData("Default", true, true)]
    [InlineData("Never", true, true)]
    [InlineData("Repeatedly(AfterCount(1))", true, true)]
    [InlineData("AfterWatermark()", true, false)]
    [InlineData("AfterWatermark(early: AfterCount(1))", true, false)]
    [InlineData("AfterWatermark(late: AfterCount(1))", true, true)]
    [InlineData("AfterWatermark(early: AfterCount(1), late: AfterCount(1))", true, true)]
    [InlineData("AfterCount(1)", false, false)]
    [InlineData("AfterProcessingTime()", false, false)]
    [InlineData("AfterFirst(AfterWatermark(), Never)", false, false)]
    [InlineData("AfterAll(AfterCount(1), AfterCount(2))", false, false)]
    [InlineData("AfterEach(AfterCount(1), Default)", true, true)]
    [InlineData("OrFinally(Default, AfterCount(1))", false, false)]
    public void IsSafe_Trigger_IsWhetherNoElementCanBeLost(string text, bool withoutLateness, bool withLateness)
    {
        Assert.Equal(withoutLateness, Trigger.Parse(text).IsSafe(Duration.Zero));
        Assert.Equal(withLateness, Trigger.Parse(text).IsSafe(Duration.Epsilon));
    }

    [Theory]
    [InlineData("Default", false, false)]
    [InlineData("Never", false, false)]
    [InlineData("AfterCount(1)", true, false)]
    [InlineData("AfterProcessingTime()", true, false)]
    [InlineData("AfterWatermark()", false, false)]
    [InlineData("AfterWatermark(early: AfterCount(1))", true, true)]
    [InlineData("AfterWatermark(early: Never)", false, false)]
    [InlineData("AfterWatermark(early: Default)", false, false)]
    [InlineData("AfterWatermark(late: AfterCount(1))", false, false)]
    [InlineData("Repeatedly(AfterCount(1))", true, true)]
    [InlineData("Repeatedly(Default)", false, false)]
    [InlineData("Repeatedly(Never)", false, false)]
    [InlineData("Repeatedly(AfterWatermark())", false, false)]
    [InlineData("Repeatedly(AfterWatermark(early: AfterCount(1)))", true, true)]
    [InlineData("AfterFirst(Default, AfterCount(1))", true, false)]
    [InlineData("AfterFirst(Default, Never)", false, false)]
    [InlineData("AfterAll(Default, AfterCount(1))", false, false)]
    [InlineData("AfterAll(AfterCount(2), AfterCount(1))", true, false)]
    [InlineData("AfterEach(AfterCount(1), Default)", true, true)]
    [InlineData("AfterEach(AfterWatermark(), AfterCount(1))", false, true)]
    [InlineData("OrFinally(Repeatedly(AfterCount(1)), AfterCount(5))", true, true)]
    [InlineData("OrFinally(AfterCount(1), AfterCount(5))", true, false)]
    [InlineData("OrFinally(Never, AfterCount(5))", true, false)]
    [InlineData("OrFinally(AfterEach(AfterCount(1), AfterCount(2)), Default)", true, true)]
    public void MayFire_Trigger_IsEarlyAndAgain(string text, bool early, bool again)
    {
        Assert.Equal(early, Trigger.Parse(text).MayFireEarly);
        Assert.Equal(again, Trigger.Parse(text).MayFireAgain);
    }

    [Theory]
    [Trait("Rule", "55")]
    [InlineData("Default", "Default")]
    [InlineData("Never", "Never")]
    [InlineData("AfterCount(7)", "AfterCount(1)")]
    [InlineData("AfterProcessingTime(delay: 1m, align: 1h)", "AfterProcessingTime()")]
    [InlineData("AfterWatermark()", "AfterWatermark()")]
    [InlineData("AfterWatermark(early: AfterCount(7), late: AfterProcessingTime(delay: 1m))", "AfterWatermark(early: AfterCount(1), late: AfterProcessingTime())")]
    [InlineData("Repeatedly(AfterCount(7))", "Repeatedly(AfterCount(1))")]
    [InlineData("AfterFirst(AfterCount(7), AfterCount(8))", "AfterFirst(AfterCount(1), AfterCount(1))")]
    [InlineData("AfterAll(AfterCount(7), Default)", "AfterAll(AfterCount(1), Default)")]
    [InlineData("AfterEach(AfterCount(7), Default)", "Repeatedly(AfterFirst(AfterCount(1), Default))")]
    [InlineData("OrFinally(AfterCount(7), AfterCount(8))", "Repeatedly(OrFinally(AfterCount(1), AfterCount(1)))")]
    [InlineData("Repeatedly(OrFinally(AfterCount(7), Never))", "Repeatedly(OrFinally(AfterCount(1), Never))")]
    public void Continuation_Trigger_FollowsEachPane(string text, string continuation) =>
        Assert.Equal(continuation, Trigger.Parse(text).Continuation.ToString());

    [Fact]
    [Trait("Rule", "55")]
    public void Continuation_Again_IsTheSame() => Seeds.Each(2_000, random =>
    {
        var continuation = RandomTriggers.Next(random).Continuation;

        Assert.Equal(continuation, continuation.Continuation);
    });
}
