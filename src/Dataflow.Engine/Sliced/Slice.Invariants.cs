using System.Diagnostics;

namespace Dataflow.Engine.Sliced;

/// <content>What always holds.</content>
internal sealed partial class Slice<TAccumulator>
{
    /// <summary>Checks the cells and their index.</summary>
    /// <param name="keyCount">How many places there are.</param>
    [Conditional("DEBUG")]
    public void CheckInvariants(int keyCount)
    {
        if (!isIndexed)
        {
            Debug.Assert(places.AsSpan(0, Count).ToArray().Distinct().Count() == Count, $"A key has two cells in slice {Number}.");
            return;
        }

        Debug.Assert(slots.Count(static slot => slot != 0) == Count, $"Not each of the {Count} cells of slice {Number} has a slot.");
        for (var cell = 0; cell < Count; cell++)
        {
            Debug.Assert(places[cell] < keyCount, $"Slice {Number} has a cell of the key at {places[cell]}, and there are {keyCount}.");
            Debug.Assert(Find(places[cell]) == cell, $"Slice {Number} does not find the cell of the key at {places[cell]}.");
        }
    }
}
