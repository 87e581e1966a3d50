using System.Diagnostics;
using System.Runtime.CompilerServices;
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
    // As many keys are never looked through for those that are gone.
    private const int SpareKeys = 1024;

    private readonly SliceList<TAccumulator> slices = new();
    private CellTable<TKey, byte> keys = new();
    private KeySums[] sums = [];
    private int sumCount;
    private int tidyAt = SpareKeys;
    private bool[] isAdded = [];
    private int summed;
    private long summedEnd = long.MinValue;
    private long frontEnd = long.MinValue;

    public SliceList<TAccumulator> Slices => slices;

    /// <summary>How many elements the window holds, of all keys.</summary>
    public long Elements { get; private set; }

    /// <summary>How many keys it holds something of.</summary>
    public int Live { get; private set; }

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
            slices[summed].RefuseRows();
            Elements += slices[summed].Elements;
        }

        MakeSums();

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

    /// <summary>How many keys there are, with those that no slice has any more.</summary>
    public int KeyCount => keys.Count;

    public TKey KeyAt(int place) => keys.Cells[place].Key;

    /// <summary>Tells the place of each key, under which slices know it until <see cref="ForgetKeys"/>.</summary>
    /// <param name="all">The keys.</param>
    /// <param name="places">Room for as many places.</param>
    /// <param name="row">Also after a failure, how many were told.</param>
    public void Locate(ReadOnlySpan<TKey> all, Span<int> places, ref int row) => keys.FindOrAdd(all, places, ref row);

    /// <summary>Gives keys with what the window holds of each.</summary>
    /// <param name="entries">The keys.</param>
    /// <param name="outputs">Room for as many.</param>
    /// <param name="at">Says after a failure at which entry it was.</param>
    // In a method of its own, since a local that a catch reads is not kept in a register.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Extract(ReadOnlySpan<SequenceOrder.Entry> entries, Span<KV<TKey, TOut>> outputs, ref int at)
    {
        var cells = keys.Cells;
        var all = sums;
        outputs = outputs[..entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            at = i;
            var place = entries[i].Place;
            outputs[i] = new(cells[place].Key, fn.ExtractOutput(SumOf(all[place])));
        }
    }

    /// <summary>Forgets keys that no slice has, if there are so many that these may be most. Others may get another place.</summary>
    /// <remarks>All cells are looked at; each has taken an element since the last time, or at least in the time of a window.</remarks>
    public void ForgetKeys()
    {
        if (keys.Count <= tidyAt)
        {
            return;
        }

        var placeOf = new int[keys.Count];
        for (var slice = 0; slice < slices.Count; slice++)
        {
            foreach (var place in slices[slice].Places)
            {
                placeOf[place] = 1;
            }
        }

        KeepOnly(placeOf);
        for (var slice = 0; slice < slices.Count; slice++)
        {
            slices[slice].Move(placeOf, keys.Count);
        }

        tidyAt = (2 * keys.Count) + SpareKeys;
    }

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
        var live = sums.AsSpan(0, sumCount).ToArray().Count(static own => !own.IsEmpty);

        Debug.Assert(live == Live, $"{live} keys hold something, and {Live} are said to.");
        Debug.Assert(Enumerable.Range(0, summed).Sum(place => slices[place].Elements) == Elements, $"The summed slices do not hold {Elements} elements.");
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

    private TAccumulator SumOf(in KeySums own)
    {
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
                LeaveFront(slice);
            }
        }

        slices.RemoveFirst(leaving);
        summed -= leaving;
        if (slices.Count == 0 && keys.Count > 0)
        {
            keys = keys.IsWellFilled ? keys : new();
            keys.Clear();
            (sumCount, Live, tidyAt) = (0, 0, SpareKeys);
        }
    }

    private void LeaveFront(Slice<TAccumulator> slice)
    {
        var places = slice.Places;
        var rests = slice.Rests;
        for (var cell = 0; cell < rests.Length; cell++)
        {
            ref var own = ref sums[places[cell]];
            own.Front = rests[cell];
            Live -= own.IsEmpty ? 1 : 0;
        }
    }

    // The old front is used up: nothing of it is left, and the slices that are there are divided anew.
    private void BeginFront(long start)
    {
        frontEnd = start - Modulo(start, grid.PerWindow) + grid.PerWindow;
        sums.AsSpan(0, sumCount).Fill(KeySums.Empty);
        Live = 0;
        var middle = Math.Min(slices.PlaceOf(frontEnd), summed);
        for (var place = middle - 1; place >= 0; place--)
        {
            AddToFront(slices[place]);
        }

        AddToBack(middle);
    }

    private void MakeSums()
    {
        if (sums.Length < keys.Count)
        {
            Array.Resize(ref sums, Math.Max(keys.Count, sums.Length * 2));
        }

        sums.AsSpan(sumCount, keys.Count - sumCount).Fill(KeySums.Empty);
        sumCount = keys.Count;
    }

    // Takes those that are marked, and writes the new place of each over its mark.
    private void KeepOnly(Span<int> placeOf)
    {
        var old = keys;
        var kept = new KeySums[placeOf.Length - placeOf.Count(0)];
        kept.AsSpan().Fill(KeySums.Empty);
        (keys, Live) = (new(), 0);
        for (var place = 0; place < placeOf.Length; place++)
        {
            if (placeOf[place] == 0)
            {
                continue;
            }

            var next = ~keys.FindOrAdd(old.Cells[place].Key);
            placeOf[place] = next;
            if (place < sumCount)
            {
                kept[next] = sums[place];
                Live += kept[next].IsEmpty ? 0 : 1;
            }
        }

        (sums, sumCount) = (kept, kept.Length);
    }

    private void AddToFront(Slice<TAccumulator> slice)
    {
        slice.MakeRests();
        var accumulators = slice.Accumulators;
        var places = slice.Places;
        var sequences = slice.Sequences;
        var rests = slice.Rests;
        for (var cell = 0; cell < accumulators.Length; cell++)
        {
            ref var front = ref sums[places[cell]].Front;
            Live += front.IsEmpty ? 1 : 0;
            rests[cell] = front;
            front = Joined(accumulators[cell], sequences[cell], front);
        }
    }

    private void AddToBack(int from)
    {
        for (; from < summed; from++)
        {
            var slice = slices[from];
            var accumulators = slice.Accumulators;
            var places = slice.Places;
            var sequences = slice.Sequences;
            for (var cell = 0; cell < accumulators.Length; cell++)
            {
                ref var own = ref sums[places[cell]];
                ref var back = ref own.Back;
                if (back.IsEmpty)
                {
                    Live += own.Front.IsEmpty ? 1 : 0;
                    back.Accumulator = accumulators[cell];
                }
                else
                {
                    fn.MergeAccumulator(ref back.Accumulator, accumulators[cell]);
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

        /// <summary>The place of the first element.</summary>
        public readonly long Sequence => Math.Min(Front.Sequence, Back.Sequence);

        public readonly bool IsEmpty => Front.IsEmpty && Back.IsEmpty;
    }
}
