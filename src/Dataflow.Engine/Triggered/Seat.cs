namespace Dataflow.Engine.Triggered;

/// <summary>
/// The place of a cell in the table of its window, with what those elements need that change nothing but an accumulator. While it has room for such, the accumulator is here
/// and not in the cell, which nothing else looks at then.
/// </summary>
internal struct Seat<TKey, TAccumulator, TOut>
{
    /// <summary>The cell; null in a place that was looked for and not taken yet.</summary>
    public Cell<TKey, TAccumulator, TOut>? Cell;

    /// <summary>What the cell holds, with the elements that only this knows of, while it has room for these.</summary>
    public TAccumulator Accumulator;

    /// <summary>How many more elements there is room for.</summary>
    public int Quiet;
}
