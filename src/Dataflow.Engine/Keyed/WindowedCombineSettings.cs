using Dataflow.Engine.Windows;
using Dataflow.Windowing;

namespace Dataflow.Engine.Keyed;

/// <summary>What a keyed step is compiled with; shared by the workers that run it.</summary>
internal sealed record WindowedCombineSettings<TIn, TKey, TValue>
{
    public required string Name { get; init; }

    public required Func<TIn, TKey> Key { get; init; }

    public required Func<TIn, TValue> Value { get; init; }

    /// <summary>Assigns windows by event time; null if elements carry their windows.</summary>
    public required WindowAssigner? Assigner { get; init; }

    /// <summary>The allowed lateness in ticks.</summary>
    public required long Lateness { get; init; }

    public required TimestampCombiner TimestampCombiner { get; init; }

    public required int BatchSize { get; init; }

    /// <summary>Whether elements carry their causes, and panes get causes and ranks from them.</summary>
    public required bool TracksOrder { get; init; }

    /// <summary>Whether each element has a cause of its own, by which the keys of all workers are ordered. Where collections meet several may share one.</summary>
    public required bool CausesAreUnique { get; init; }
}
