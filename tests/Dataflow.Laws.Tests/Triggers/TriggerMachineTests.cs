using Dataflow.Engine.Triggers;
using Dataflow.Reference;
using Dataflow.Testing.Generation;

namespace Dataflow.Laws.Tests.Triggers;

public sealed class TriggerMachineTests
{
    [Fact]
    public void Machine_WhateverHappens_IsReadyWhenTheSpecificationIs() =>
        Law.Check("triggers = their specification", TriggerCase.Arbitrary(), static input => new TriggerRun(input).Check());

    [Fact]
    public void Machine_OfAnyTrigger_SaysWhatItWaitsFor() => Law.Check("triggers say what they wait for", Generate.Triggers(), static trigger =>
    {
        var compiled = new CompiledTrigger(trigger, isMerging: false);
        Assert.Equal(new TriggerState(trigger).AsksForEnd, compiled.UsesEnd);
        Assert.Equal($"{trigger}".Contains("AfterProcessingTime", StringComparison.Ordinal), compiled.UsesClock);
        return 1;
    });
}
