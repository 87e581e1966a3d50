namespace Dataflow.Engine.Keyed;

/// <summary>Rows of a portion that go into one window, or into two of which one ends where the other begins.</summary>
/// <param name="Table">The window, or the first of two.</param>
/// <param name="Next">The other of two, or null.</param>
/// <param name="From">The first row.</param>
/// <param name="To">The row behind the last.</param>
internal readonly record struct PortionRun<TKey, TAccumulator>(WindowTable<TKey, TAccumulator> Table, WindowTable<TKey, TAccumulator>? Next, int From, int To);
