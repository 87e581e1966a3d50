namespace Dataflow.Engine.Batches;

/// <summary>
/// A control signal in a batch: before the element at <paramref name="Position"/> is processed, the clock or the watermark
/// moves to <paramref name="Ticks"/>. Marks at one position apply in the order of their list.
/// </summary>
/// <param name="Position">The row before which the mark applies; the count of rows if it applies after the last.</param>
/// <param name="Kind">What moves.</param>
/// <param name="Ticks">Where to.</param>
/// <param name="Cause">The place of the mark in the order of the run, see <see cref="Columns.Causes"/>.</param>
internal readonly record struct Mark(int Position, MarkKind Kind, long Ticks, long Cause);
