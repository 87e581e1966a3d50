using System.Diagnostics;

namespace Dataflow.Engine.Sliced;

/// <content>What always holds.</content>
internal sealed partial class WindowSums<TKey, TValue, TAccumulator, TOut, TFn>
{
    [Conditional("DEBUG")]
    public void CheckInvariants()
    {
        for (var place = 0; place < slices.Count; place++)
        {
            var slice = slices[place];
            slice.CheckInvariants(keys.Count);
            Debug.Assert(place == 0 || slices[place - 1].Number < slice.Number, "Slices stand out of order.");
            Debug.Assert(place < summed == slice.Number < summedEnd, $"Slice {slice.Number} is {(place < summed ? "" : "not ")}summed, and {summedEnd} is the first that is not.");
            Debug.Assert(place >= summed || !slice.TakesRows, $"Slice {slice.Number} is summed and takes rows.");
            Debug.Assert(slice.Count > 0 && slice.Elements >= slice.Count, $"Slice {slice.Number} has {slice.Count} cells of {slice.Elements} elements.");
        }

        keys.CheckInvariants();
        Pair.CheckInvariants();
        Debug.Assert(Enumerable.Range(0, slices.Count).Sum(place => (long)slices[place].Count) == Cells, $"The slices do not have {Cells} cells.");
        Debug.Assert(Enumerable.Range(0, summed).Sum(place => (long)slices[place].Count) == summedCells, $"The summed slices do not have {summedCells} cells.");
        var live = sums.AsSpan(0, sumCount).ToArray().Count(static own => !own.IsEmpty);

        Debug.Assert(live == Live, $"{live} keys hold something, and {Live} are said to.");
        Debug.Assert(Enumerable.Range(0, summed).Sum(place => slices[place].Elements) == Elements, $"The summed slices do not hold {Elements} elements.");
    }
}
