using Dataflow.Windowing;

namespace Dataflow.Sinks;

/// <summary>A change of a table whose rows are identified by key and window: a row is put, in the place of the one before, or deleted.</summary>
/// <param name="Key">The key.</param>
/// <param name="Window">The window.</param>
/// <param name="Value">The row's new value; the value that it had if it is deleted.</param>
/// <param name="IsDelete">Whether the row is deleted.</param>
public readonly record struct Upsert<TKey, TValue>(TKey Key, Window Window, TValue Value, bool IsDelete)
{
    /// <summary>Prints as <c>put key: value in window</c> or <c>delete key in window</c>.</summary>
    public override string ToString() => IsDelete ? $"delete {Key} in {Window}" : $"put {Key}: {Value} in {Window}";
}
