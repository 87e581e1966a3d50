namespace Dataflow.Watermarks;

/// <summary>A watermark that knows the future: the least event time still to come.</summary>
public sealed record PerfectWatermark : WatermarkPolicy
{
    internal PerfectWatermark()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => "perfect";
}
