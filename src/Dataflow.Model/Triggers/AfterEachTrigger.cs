namespace Dataflow.Triggers;

/// <summary>Fires as one after the other of several triggers does, each until it finishes, and finishes with the last (rule 50).</summary>
public sealed record AfterEachTrigger : CompositeTrigger
{
    internal AfterEachTrigger(IEnumerable<Trigger> triggers)
        : base(triggers)
    {
    }

    internal override bool MayFinish => Triggers.All(trigger => trigger.MayFinish);

    internal override bool MayFireEarly => Triggers[0].MayFireEarly;

    internal override bool MayFireAgain => true;

    internal override Trigger Continuation => new RepeatedlyTrigger(new AfterFirstTrigger(Triggers.Select(trigger => trigger.Continuation)));

    private protected override string Name => "AfterEach";
}
