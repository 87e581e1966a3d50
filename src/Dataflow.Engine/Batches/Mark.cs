namespace Dataflow.Engine.Batches;

/// <summary>
/// A control signal in a batch: before the element at <see cref="Position"/> is processed, the clock or the watermark
/// moves to <see cref="Ticks"/>. Marks at one position apply in the order of their list.
/// </summary>
internal readonly record struct Mark(int Position, MarkKind Kind, long Ticks);
