namespace Dataflow.Engine.Sliced;

/// <content>Elements of slices that windows were due with.</content>
internal sealed partial class WindowSums<TKey, TValue, TAccumulator, TOut, TFn>
{
    /// <summary>Adds a value to a slice that a window was due with already, for the windows that are still to come.</summary>
    public void AddLate(long number, TKey key, TValue value, long sequence)
    {
        var before = slices.Count;
        var slice = slices.FindOrAdd(number, keys.Count);
        summed += slices.Count - before;
        var isInFront = number < frontEnd;
        var place = keys.FindOrAdd(key);
        place = place < 0 ? ~place : place;
        MakeSums();
        var cell = slice.FindOrAdd(place, keys.Count);
        var isNew = cell < 0;
        if (isNew)
        {
            cell = ~cell;
            slice.Accumulators[cell] = fn.CreateAccumulator();
            slice.Sequences[cell] = sequence;
            Cells++;
            summedCells++;
        }

        fn.AddInput(ref slice.Accumulators[cell], value);
        slice.Elements++;
        Elements++;
        ref var own = ref sums[place];
        Live += own.IsEmpty ? 1 : 0;
        if (!isInFront)
        {
            Add(ref own.Back, value, sequence);
            return;
        }

        Add(ref own.Front, value, sequence);
        var at = slices.PlaceOf(number);
        if (isNew)
        {
            slice.MakeRests();
            slice.Rests[cell] = RestBehind(at, place);
        }

        for (var earlier = 0; earlier < at; earlier++)
        {
            if (slices[earlier].Find(place) is >= 0 and var other)
            {
                Add(ref slices[earlier].Rests[other], value, sequence);
            }
        }
    }

    private void Add(ref PartialSum<TAccumulator> sum, TValue value, long sequence)
    {
        if (sum.IsEmpty)
        {
            sum.Accumulator = fn.CreateAccumulator();
        }

        fn.AddInput(ref sum.Accumulator, value);
        sum.Sequence = Math.Min(sum.Sequence, sequence);
    }

    private PartialSum<TAccumulator> RestBehind(int at, int place)
    {
        for (var later = at + 1; later < slices.Count && slices[later].Number < frontEnd; later++)
        {
            var slice = slices[later];
            if (slice.Find(place) is >= 0 and var cell)
            {
                return Joined(slice.Accumulators[cell], slice.Sequences[cell], slice.Rests[cell]);
            }
        }

        return PartialSum<TAccumulator>.Empty;
    }
}
