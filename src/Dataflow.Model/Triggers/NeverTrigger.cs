namespace Dataflow.Triggers;

/// <summary>Never fires: a window is emitted once, when it expires (rule 53).</summary>
public sealed record NeverTrigger : Trigger
{
    internal NeverTrigger()
    {
    }

    internal override bool MayFinish => false;

    internal override bool MayFireEarly => false;

    internal override bool MayFireAgain => false;

    internal override Trigger Continuation => this;

    /// <inheritdoc/>
    public override string ToString() => "Never";
}
