namespace Dataflow.Triggers;

/// <summary>Fires when the watermark passes the end of the window, and again for each late element (rule 38).</summary>
public sealed record DefaultTrigger : Trigger
{
    internal DefaultTrigger()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => "Default";
}
