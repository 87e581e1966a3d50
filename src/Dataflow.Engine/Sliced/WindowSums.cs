using System.Diagnostics;
using Dataflow.Combining;
using Dataflow.Engine.Keyed;

namespace Dataflow.Engine.Sliced;

/// <summary>
/// What the slices of the window that is due hold together, for each key, moved from window to window. The slices up to a fixed place, a multiple of a window's
/// length, are the front: each of its cells knows what those behind it hold, so that the front without the cell is there when its slice leaves. The slices
/// from there on are the back, which only grows. When the front is used up, the next begins: each cell is merged a fixed number of times, however many windows overlap.
/// </summary>
/// <remarks>
/// Source: two stacks with fixed places to turn them over, after M. van Herk (1992) and J. Gil and M. Werman (1993). Fixed places make the order in which the
/// values of a key are merged depend on nothing but them.
/// </remarks>
internal sealed class WindowSums<TKey, TValue, TAccumulator, TOut, TFn>(SliceGrid grid, TFn fn)
    where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
{
    // Keys that are gone stay in the table until they outnumber the others by this.
    private const int SpareKeys = 1024;

    private readonly SliceList<TKey, TAccumulator> slices = new();
    private CellTable<TKey, KeySums> keys = new();
    private int summed;
    private long summedEnd = long.MinValue;
    private long frontEnd = long.MinValue;

    public SliceList<TKey, TAccumulator> Slices => slices;

    /// <summary>How many elements the window holds, of all keys.</summary>
    public long Elements { get; private set; }

    /// <summary>The number of the first slice that no window was due with.</summary>
    public long SummedEnd => summedEnd;

    /// <summary>Moves to a later window: lets go of the slices before it, and takes in those up to its end.</summary>
    public void MoveTo(long window)
    {
        var start = grid.FirstSliceOf(window);
        Leave(start);
        summedEnd = grid.EndSliceOf(window);
        var taken = summed;
        for (; summed < slices.Count && slices[summed].Number < summedEnd; summed++)
        {
            Locate(slices[summed]);
        }

        if (start >= frontEnd)
        {
            BeginFront(start);
        }
        else
        {
            AddToBack(taken);
        }
    }

    /// <summary>Lets go of all slices that only windows before this one have.</summary>
    public void LeaveBefore(long window)
    {
        Leave(window == long.MaxValue ? window : grid.FirstSliceOf(window));
        summedEnd = window == long.MaxValue ? window : grid.EndSliceOf(window - 1);
    }

    /// <summary>Adds the keys that the window holds something of, with the place of the first element of each.</summary>
    public void CopyTo(SequenceOrder order)
    {
        var cells = keys.Cells;
        for (var place = 0; place < cells.Length; place++)
        {
            ref readonly var sums = ref cells[place].Accumulator;
            var sequence = Math.Min(sums.Front.Sequence, sums.Back.Sequence);
            if (sequence != PartialSum<TAccumulator>.None)
            {
                order.Add(sequence, place);
            }
        }
    }

    public TKey KeyAt(int place) => keys.Cells[place].Key;

    /// <summary>What the window holds of a key.</summary>
    public TAccumulator SumAt(int place)
    {
        ref readonly var own = ref keys.Accumulator(place);
        if (own.Front.IsEmpty)
        {
            return own.Back.Accumulator;
        }

        var accumulator = own.Front.Accumulator;
        if (!own.Back.IsEmpty)
        {
            fn.MergeAccumulator(ref accumulator, own.Back.Accumulator);
        }

        return accumulator;
    }

    /// <summary>Forgets keys that no slice of the window has, when they are more than the others.</summary>
    /// <param name="live">How many keys the window has.</param>
    public void Compact(int live)
    {
        if (keys.Count <= (2 * live) + SpareKeys)
        {
            return;
        }

        var places = new int[keys.Count];
        var old = keys;
        keys = new();
        for (var place = 0; place < places.Length; place++)
        {
            ref readonly var cell = ref old.Cells[place];
            if (!cell.Accumulator.Front.IsEmpty || !cell.Accumulator.Back.IsEmpty)
            {
                places[place] = ~keys.FindOrAdd(cell.Key);
                keys.Accumulator(places[place]) = cell.Accumulator;
            }
        }

        for (var slice = 0; slice < summed; slice++)
        {
            foreach (ref var place in slices[slice].Places)
            {
                place = places[place];
            }
        }
    }

    /// <summary>Adds a value to a slice that a window was due with already, for the windows that are still to come.</summary>
    public void AddLate(long number, TKey key, TValue value, long sequence)
    {
        var before = slices.Count;
        var slice = slices.FindOrAdd(number);
        summed += slices.Count - before;
        var isInFront = number < frontEnd;
        var cell = slice.Cells.FindOrAdd(key);
        var isNew = cell < 0;
        if (isNew)
        {
            cell = ~cell;
            slice.MakeRoom(isSummed: true, isInFront);
            slice.Cells.Accumulator(cell) = fn.CreateAccumulator();
            slice.Sequences[cell] = sequence;
            slice.Places[cell] = PlaceOf(key);
        }

        fn.AddInput(ref slice.Cells.Accumulator(cell), value);
        slice.Elements++;
        Elements++;
        ref var sums = ref keys.Accumulator(slice.Places[cell]);
        if (!isInFront)
        {
            Add(ref sums.Back, value, sequence);
            return;
        }

        Add(ref sums.Front, value, sequence);
        var place = slices.PlaceOf(number);
        if (isNew)
        {
            slice.Rests[cell] = RestBehind(place, key);
        }

        for (var earlier = 0; earlier < place; earlier++)
        {
            if (slices[earlier].Cells.Find(key) is >= 0 and var other)
            {
                Add(ref slices[earlier].Rests[other], value, sequence);
            }
        }
    }

    [Conditional("DEBUG")]
    public void CheckInvariants()
    {
        for (var place = 0; place < slices.Count; place++)
        {
            var slice = slices[place];
            slice.Cells.CheckInvariants();
            Debug.Assert(place == 0 || slices[place - 1].Number < slice.Number, "Slices stand out of order.");
            Debug.Assert(place < summed == slice.Number < summedEnd, $"Slice {slice.Number} is {(place < summed ? "" : "not ")}summed, and {summedEnd} is the first that is not.");
            Debug.Assert(place >= summed || !slice.TakesRows, $"Slice {slice.Number} is summed and takes rows.");
            Debug.Assert(slice.Cells.Count > 0 && slice.Elements >= slice.Cells.Count, $"Slice {slice.Number} has {slice.Cells.Count} cells of {slice.Elements} elements.");
        }

        Debug.Assert(Enumerable.Range(0, summed).Sum(place => slices[place].Elements) == Elements, $"The summed slices do not hold {Elements} elements.");
    }

    private void Leave(long start)
    {
        var leaving = slices.PlaceOf(start);
        for (var place = 0; place < leaving; place++)
        {
            var slice = slices[place];
            Debug.Assert(place < summed, $"Slice {slice.Number} leaves, and no window was due with it.");
            Elements -= slice.Elements;
            if (slice.Number < frontEnd)
            {
                for (var cell = 0; cell < slice.Cells.Count; cell++)
                {
                    keys.Accumulator(slice.Places[cell]).Front = slice.Rests[cell];
                }
            }
        }

        slices.RemoveFirst(leaving);
        summed -= leaving;
        if (summed == 0 && keys.Count > 0)
        {
            keys = keys.IsWellFilled ? keys : new();
            keys.Clear();
        }
    }

    // The old front is used up: nothing of it is left, and the slices that are there are divided anew.
    private void BeginFront(long start)
    {
        frontEnd = start - Modulo(start, grid.PerWindow) + grid.PerWindow;
        foreach (ref var cell in keys.Cells)
        {
            cell.Accumulator = KeySums.Empty;
        }

        var middle = Math.Min(slices.PlaceOf(frontEnd), summed);
        for (var place = middle - 1; place >= 0; place--)
        {
            AddToFront(slices[place]);
        }

        AddToBack(middle);
    }

    // Finds, once for each cell, where the sums of its key are.
    private void Locate(Slice<TKey, TAccumulator> slice)
    {
        slice.RefuseRows();
        slice.MakeRoom(isSummed: true, isInFront: false);
        Elements += slice.Elements;
        var cells = slice.Cells.Cells;
        var places = slice.Places;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            places[cell] = PlaceOf(cells[cell].Key);
        }
    }

    private int PlaceOf(TKey key)
    {
        var place = keys.FindOrAdd(key);
        if (place < 0)
        {
            place = ~place;
            keys.Accumulator(place) = KeySums.Empty;
        }

        return place;
    }

    private void AddToFront(Slice<TKey, TAccumulator> slice)
    {
        slice.MakeRoom(isSummed: true, isInFront: true);
        var cells = slice.Cells.Cells;
        var places = slice.Places;
        var sequences = slice.Sequences;
        var rests = slice.Rests;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            ref var front = ref keys.Accumulator(places[cell]).Front;
            rests[cell] = front;
            front = Joined(cells[cell].Accumulator, sequences[cell], front);
        }
    }

    private void AddToBack(int from)
    {
        for (; from < summed; from++)
        {
            var slice = slices[from];
            var cells = slice.Cells.Cells;
            var places = slice.Places;
            var sequences = slice.Sequences;
            for (var cell = 0; cell < cells.Length; cell++)
            {
                ref var back = ref keys.Accumulator(places[cell]).Back;
                if (back.IsEmpty)
                {
                    back.Accumulator = cells[cell].Accumulator;
                }
                else
                {
                    fn.MergeAccumulator(ref back.Accumulator, cells[cell].Accumulator);
                }

                back.Sequence = Math.Min(back.Sequence, sequences[cell]);
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

    private PartialSum<TAccumulator> Joined(TAccumulator accumulator, long sequence, in PartialSum<TAccumulator> rest)
    {
        if (!rest.IsEmpty)
        {
            fn.MergeAccumulator(ref accumulator, rest.Accumulator);
        }

        return new() { Accumulator = accumulator, Sequence = Math.Min(sequence, rest.Sequence) };
    }

    private PartialSum<TAccumulator> RestBehind(int place, TKey key)
    {
        for (var later = place + 1; later < slices.Count && slices[later].Number < frontEnd; later++)
        {
            var slice = slices[later];
            if (slice.Cells.Find(key) is >= 0 and var cell)
            {
                return Joined(slice.Cells.Accumulator(cell), slice.Sequences[cell], slice.Rests[cell]);
            }
        }

        return PartialSum<TAccumulator>.Empty;
    }

    private static long Modulo(long dividend, long divisor)
    {
        var rest = dividend % divisor;
        return rest < 0 ? rest + divisor : rest;
    }

    /// <summary>What the two parts of the window hold of a key.</summary>
    internal struct KeySums
    {
        public static readonly KeySums Empty = new() { Front = PartialSum<TAccumulator>.Empty, Back = PartialSum<TAccumulator>.Empty };

        public PartialSum<TAccumulator> Front;
        public PartialSum<TAccumulator> Back;
    }
}
