using Dataflow.Engine.Keyed;
using Dataflow.Engine.Triggers;
using Dataflow.Engine.Windows;
using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <summary>What a <see cref="TriggeredCombineStep{TIn, TKey, TValue, TAccumulator, TOut, TFn}"/> is compiled with; shared by the workers that run it.</summary>
internal sealed record TriggeredCombineSettings<TIn, TKey, TValue>
{
    public required WindowedCombineSettings<TIn, TKey, TValue> Common { get; init; }

    public required CompiledTrigger Trigger { get; init; }

    public required AccumulationMode Mode { get; init; }

    public required OnTimeBehavior OnTime { get; init; }

    public required ClosingBehavior Closing { get; init; }

    /// <summary>How the windows of a key merge; null if they do not.</summary>
    public required WindowMerging? Merging { get; init; }

    /// <summary>Whether windows merge and may come apart again, since the input takes elements back.</summary>
    public required bool TakesApart { get; init; }

    /// <summary>From the start of a window to that of the next where windows overlap, in ticks; 0 where they do not (rule 7).</summary>
    public required long Period { get; init; }
}
