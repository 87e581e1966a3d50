using Dataflow.Engine.Triggers;
using Dataflow.Triggers;

namespace Dataflow.Engine.Tests.Triggers;

public sealed class CompiledTriggerTests
{
    [Theory]
    [InlineData("Default", true)]
    [InlineData("AfterWatermark(early: AfterCount(3))", true)]
    [InlineData("Repeatedly(Default)", true)]
    [InlineData("Repeatedly(AfterWatermark())", true)]
    [InlineData("Repeatedly(AfterCount(3))", false)]
    [InlineData("AfterCount(3)", false)]
    [InlineData("Never", false)]
    [InlineData("AfterAll(Default, AfterCount(3))", false)]
    public void AlwaysFiresAtEnd_OfATrigger_IsWhetherNothingIsLeftThere(string trigger, bool isSo) => Assert.Equal(isSo, Of(trigger).AlwaysFiresAtEnd);

    [Theory]
    [InlineData("Default", true, false)]
    [InlineData("AfterCount(3)", false, false)]
    [InlineData("AfterProcessingTime(delay: 1s)", false, true)]
    [InlineData("AfterWatermark(early: AfterProcessingTime(delay: 1s))", true, true)]
    [InlineData("AfterWatermark(late: AfterProcessingTime(delay: 1s))", true, true)]
    [InlineData("Repeatedly(AfterProcessingTime(delay: 1s))", false, true)]
    [InlineData("OrFinally(AfterCount(1), AfterProcessingTime(delay: 1s))", false, true)]
    [InlineData("OrFinally(AfterProcessingTime(delay: 1s), AfterCount(1))", false, true)]
    [InlineData("AfterEach(AfterCount(1), Default)", true, false)]
    public void UsesEndAndClock_OfATrigger_AreWhatIsInItAnywhere(string trigger, bool usesEnd, bool usesClock) => Assert.Equal((usesEnd, usesClock), (Of(trigger).UsesEnd, Of(trigger).UsesClock));

    [Fact]
    public void CopyInitial_OverAStateThatWasUsed_IsANewState()
    {
        var compiled = Of("AfterEach(AfterProcessingTime(delay: 1s), AfterCount(1))");
        var state = compiled.NewState();
        compiled.Root.OnElements(new TriggerContext(state, end: 100, watermark: 0, clock: 0, isInstantOver: false), 1);
        Assert.NotEqual(compiled.NewState(), state);

        compiled.CopyInitial(state);

        Assert.Equal(compiled.NewState(), state);
    }

    [Fact]
    public void State_OfMoreThan64Triggers_KeepsEachApart()
    {
        var compiled = Of($"AfterEach({string.Join(", ", Enumerable.Repeat("AfterCount(1)", 99))})");
        var state = compiled.NewState();
        for (var i = 0; i < 99; i++)
        {
            var context = new TriggerContext(state, end: 100, watermark: 0, clock: 0, isInstantOver: false);
            Assert.False(compiled.Root.IsFinished(state));
            compiled.Root.OnElements(context, 1);
            Assert.True(compiled.Root.ShouldFire(context));
            compiled.Root.OnFire(context);
        }

        Assert.True(compiled.Root.IsFinished(state));
    }

    private static CompiledTrigger Of(string trigger) => new(Trigger.Parse(trigger), isMerging: false);
}
