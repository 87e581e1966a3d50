using Dataflow.Windowing;

namespace Dataflow.Tests.Oracle;

/// <summary>A random stream and how it is windowed, spans in ticks. A null watermark delay stands for a perfect watermark.</summary>
public sealed record OracleCase(
    IReadOnlyList<OracleEvent> Events, long? Size, long Offset, long Lateness, long? WatermarkDelay, TimestampCombiner Combiner)
{
    public override string ToString() =>
        $"size {Size} offset {Offset} lateness {Lateness} watermark {WatermarkDelay?.ToString() ?? "perfect"} {Combiner}\n"
        + string.Join("\n", Events);
}
