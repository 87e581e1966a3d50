namespace Dataflow.Triggers;

/// <summary>Fires when all of several triggers are ready at once, and finishes (rule 49).</summary>
public sealed record AfterAllTrigger : CompositeTrigger
{
    internal AfterAllTrigger(IEnumerable<Trigger> triggers)
        : base(triggers)
    {
    }

    internal override bool MayFinish => Triggers.All(trigger => trigger is not NeverTrigger);

    internal override bool MayFireEarly => Triggers.All(trigger => trigger.MayFireEarly);

    internal override bool MayFireAgain => false;

    internal override Trigger Continuation => new AfterAllTrigger(Triggers.Select(trigger => trigger.Continuation));

    private protected override string Name => "AfterAll";
}
