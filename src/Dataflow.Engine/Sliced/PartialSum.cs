namespace Dataflow.Engine.Sliced;

/// <summary>What some slices hold of a key: the combined values, and the place of the first among all elements of the step.</summary>
internal struct PartialSum<TAccumulator>
{
    /// <summary>The place of the first element where there is none.</summary>
    public const long None = long.MaxValue;

    public static readonly PartialSum<TAccumulator> Empty = new() { Sequence = None };

    public TAccumulator Accumulator;
    public long Sequence;

    public readonly bool IsEmpty => Sequence == None;
}
