namespace Dataflow.Engine.Sliced;

/// <content>The keys of a window in the order of their first elements.</content>
internal sealed partial class WindowSums<TKey, TValue, TAccumulator, TOut, TFn>
{
    /// <summary>Adds the keys that the window holds something of, with the place of the first element of each.</summary>
    /// <remarks>
    /// Those whose first element is in the first slice come first, in the order of their first elements, as they stand in it: where keys come again and again, these are nearly all.
    /// </remarks>
    public void CopyTo(SequenceOrder order)
    {
        if (summed > 0)
        {
            AddFirstSlice(order);
            if (order.Count < Live)
            {
                AddOthers(order);
            }
        }
    }

    // A cell stands in its slice in the order of the first elements of these.
    private void AddFirstSlice(SequenceOrder order)
    {
        var sequences = slices[0].Sequences;
        var places = slices[0].Places;
        for (var cell = 0; cell < sequences.Length; cell++)
        {
            if (sequences[cell] == sums[places[cell]].Sequence)
            {
                order.Add(sequences[cell], places[cell]);
            }
        }
    }

    private void AddOthers(SequenceOrder order)
    {
        isAdded = isAdded.Length < keys.Count ? new bool[keys.Count * 2] : isAdded;
        Array.Clear(isAdded, 0, keys.Count);
        foreach (ref readonly var entry in order.Entries)
        {
            isAdded[entry.Place] = true;
        }

        for (var place = 0; place < sumCount; place++)
        {
            if (!isAdded[place] && !sums[place].IsEmpty)
            {
                order.Add(sums[place].Sequence, place);
            }
        }
    }
}
