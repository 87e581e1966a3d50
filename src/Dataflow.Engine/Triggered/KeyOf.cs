namespace Dataflow.Engine.Triggered;

/// <summary>A key of a dictionary that may be null.</summary>
internal readonly record struct KeyOf<TKey>(TKey Key);
