namespace Dataflow.Windowing;

/// <summary>Windows of a key that become one.</summary>
internal sealed record WindowMerge(IReadOnlyList<Window> Merged, Window Into);
