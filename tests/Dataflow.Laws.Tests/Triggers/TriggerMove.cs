namespace Dataflow.Laws.Tests.Triggers;

/// <summary>What happens to the windows of a key, as far as their triggers are concerned.</summary>
internal enum TriggerMoveKind
{
    /// <summary>A window begins.</summary>
    Open,

    /// <summary>Elements come into a window.</summary>
    Elements,

    /// <summary>The clock moves.</summary>
    Clock,

    /// <summary>The watermark moves.</summary>
    Watermark,

    /// <summary>Windows become one, where windows merge.</summary>
    Merge,
}

/// <summary>One thing that happens.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">How many elements, how many ticks the clock or the watermark moves, how many ticks from the watermark to the end of a window, or how many windows merge.</param>
/// <param name="At">Which of the windows, counted around.</param>
internal readonly record struct TriggerMove(TriggerMoveKind Kind, int Number, int At)
{
    public override string ToString() => $"{Kind} {Number} at {At}";
}
