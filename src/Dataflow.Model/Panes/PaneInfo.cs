namespace Dataflow.Panes;

/// <summary>What a result knows of its place among the panes of its key and window.</summary>
/// <param name="Timing">How the pane stands to the end of its window.</param>
/// <param name="Index">How many panes the window emitted before, from 0.</param>
/// <param name="NonSpeculativeIndex">How many panes that were not early the window emitted before, from 0; -1 for an early pane.</param>
/// <param name="IsFirst">Whether it is the window's first pane.</param>
/// <param name="IsLast">Whether it is known to be the window's last pane: the window has expired.</param>
/// <remarks>Source: semantics, rules 30 and 31.</remarks>
public readonly record struct PaneInfo(PaneTiming Timing, int Index, int NonSpeculativeIndex, bool IsFirst, bool IsLast)
{
    /// <summary>The pane of an element that was never grouped: first, last, of unknown timing (rule 31).</summary>
    public static readonly PaneInfo NoFiring = new(PaneTiming.Unknown, 0, 0, true, true);

    /// <summary>Prints the timing in the field's spelling with the indices, for example <c>ON_TIME 1/0 last</c>.</summary>
    public override string ToString() =>
        $"{TimingText} {Index}/{NonSpeculativeIndex}{(IsFirst ? " first" : "")}{(IsLast ? " last" : "")}";

    /// <summary>The timing as the field spells it: <c>EARLY</c>, <c>ON_TIME</c>, <c>LATE</c> or <c>UNKNOWN</c>.</summary>
    public string TimingText => Timing switch
    {
        PaneTiming.Early => "EARLY",
        PaneTiming.OnTime => "ON_TIME",
        PaneTiming.Late => "LATE",
        _ => "UNKNOWN",
    };
}
