namespace Dataflow.Watermarks;

/// <summary>A watermark that comes with the input if it has any, and is perfect otherwise.</summary>
public sealed record RecordedOrPerfectWatermark : WatermarkPolicy
{
    internal RecordedOrPerfectWatermark()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => "recorded-or-perfect";
}
