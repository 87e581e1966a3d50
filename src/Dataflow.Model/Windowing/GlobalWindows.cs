namespace Dataflow.Windowing;

/// <summary>Puts every element into the one window that covers all of event time (rule 1). Prints as <c>global</c>.</summary>
public sealed record GlobalWindows : WindowFn
{
    private GlobalWindows()
    {
    }

    /// <summary>The only value.</summary>
    public static GlobalWindows Instance { get; } = new();

    internal override bool IsPartition => true;

    /// <inheritdoc/>
    public override string ToString() => "global";
}
