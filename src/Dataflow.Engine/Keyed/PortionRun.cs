namespace Dataflow.Engine.Keyed;

/// <summary>Rows of a portion.</summary>
/// <param name="Table">The window that they go into; null if each goes into that of its time.</param>
/// <param name="From">The first row.</param>
/// <param name="To">The row behind the last.</param>
internal readonly record struct PortionRun<TKey, TAccumulator>(WindowTable<TKey, TAccumulator>? Table, int From, int To);
