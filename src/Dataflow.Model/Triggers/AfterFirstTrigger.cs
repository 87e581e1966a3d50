namespace Dataflow.Triggers;

/// <summary>Fires when one of several triggers does, and finishes (rule 48).</summary>
public sealed record AfterFirstTrigger : CompositeTrigger
{
    internal AfterFirstTrigger(IEnumerable<Trigger> triggers)
        : base(triggers)
    {
    }

    internal override bool MayFinish => Triggers.Any(trigger => trigger is not NeverTrigger);

    internal override bool MayFireEarly => Triggers.Any(trigger => trigger.MayFireEarly);

    internal override bool MayFireAgain => false;

    internal override Trigger Continuation => new AfterFirstTrigger(Triggers.Select(trigger => trigger.Continuation));

    private protected override string Name => "AfterFirst";
}
