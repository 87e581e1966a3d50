using Dataflow.Engine.Triggers;
using Dataflow.Windowing;

namespace Dataflow.Engine.Early;

/// <summary>What an <see cref="EarlyCombineStep{TIn, TKey, TValue, TAccumulator, TOut, TFn}"/> is compiled with beside what all keyed steps are.</summary>
internal sealed record EarlySettings
{
    /// <summary>When early panes are due.</summary>
    public required ClockTarget Due { get; init; }

    /// <summary>Whether each late element is a pane; if not, a key has its last pane at the end of the window, or at once if it comes after that.</summary>
    public required bool TakesLate { get; init; }

    /// <summary>Whether panes hold what those before them held.</summary>
    public required bool Accumulates { get; init; }

    public required OnTimeBehavior OnTime { get; init; }
}
