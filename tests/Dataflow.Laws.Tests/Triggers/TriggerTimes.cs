namespace Dataflow.Laws.Tests.Triggers;

/// <summary>Where the times stand.</summary>
/// <param name="Clock">Processing time.</param>
/// <param name="IsInstantOver">Whether all else that happens at that instant has happened.</param>
/// <param name="Watermark">The watermark.</param>
/// <param name="IsMerging">Whether windows merge.</param>
internal readonly record struct TriggerTimes(long Clock, bool IsInstantOver, long Watermark, bool IsMerging);
