namespace Dataflow.Watermarks;

/// <summary>A watermark that comes with the input, as control records or from the source's own code.</summary>
public sealed record RecordedWatermark : WatermarkPolicy
{
    internal RecordedWatermark()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => "recorded";
}
