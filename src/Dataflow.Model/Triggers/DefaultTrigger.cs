namespace Dataflow.Triggers;

/// <summary>Fires when the watermark passes the end of the window, and again for each late element (rule 38).</summary>
public sealed record DefaultTrigger : Trigger
{
    internal DefaultTrigger()
    {
    }

    internal override bool MayFinish => false;

    internal override bool MayFireEarly => false;

    internal override bool MayFireAgain => false;

    internal override Trigger Continuation => this;

    /// <inheritdoc/>
    public override string ToString() => "Default";
}
