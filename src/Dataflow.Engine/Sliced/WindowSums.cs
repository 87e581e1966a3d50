using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Dataflow.Combining;
using Dataflow.Engine.Keyed;
using Dataflow.Engine.Pooling;

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
internal sealed partial class WindowSums<TKey, TValue, TAccumulator, TOut, TFn>(SliceGrid grid, TFn fn)
    where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
{
    // As many keys are never looked through for those that are gone.
    private const int SpareKeys = 1024;

    private readonly SliceList<TAccumulator> slices = new();
    private CellTable<TKey, byte> keys = new();
    private KeySums[] sums = [];
    private int sumCount;
    private long tidyAt = SpareKeys;
    private bool[] isAdded = [];
    private long summedCells;
    private int summed;
    private long summedEnd = long.MinValue;
    private long frontEnd = long.MinValue;

    public SliceList<TAccumulator> Slices => slices;

    /// <summary>Where the slices are that elements come for, if they are in it.</summary>
    public SlicePair<TAccumulator> Pair { get; } = new();

    /// <summary>How many elements the window holds, of all keys.</summary>
    public long Elements { get; private set; }

    /// <summary>How many cells all slices have.</summary>
    public long Cells { get; private set; }

    /// <summary>How many keys it holds something of.</summary>
    public int Live { get; private set; }

    /// <summary>The number of the first slice that no window was due with.</summary>
    public long SummedEnd => summedEnd;

    /// <summary>Says that a slice has more cells than before.</summary>
    public void AddCells(int count) => Cells += count;

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
            Pair.Leave(slices[summed]);
            Elements += slices[summed].Elements;
            summedCells += slices[summed].Count;
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

    /// <summary>Gives up the memory that is kept for slices and keys to come, when none is held.</summary>
    public void LetGo()
    {
        Debug.Assert(slices.Count == 0, "A window is not due yet.");
        slices.LetGo();
        LetGoOfKeys();
        (sumCount, Live, tidyAt) = (0, 0, SpareKeys);
    }

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
            Cells -= slice.Count;
            summedCells -= slice.Count;
            if (slice.Number < frontEnd)
            {
                LeaveFront(slice);
            }
        }

        slices.RemoveFirst(leaving);
        summed -= leaving;
        if (slices.Count == 0 && keys.Count > 0)
        {
            if (keys.Count > SpareKeys || !keys.IsWellFilled)
            {
                LetGoOfKeys();
            }

            keys.Clear();
            (sumCount, Live, tidyAt) = (0, 0, SpareKeys);
        }
    }

    private void LetGoOfKeys()
    {
        Pair.LetGo();
        keys.LetGo();
        keys = new();
        PooledArray<KeySums>.Return(sums);
        sums = [];
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
            PooledArray<KeySums>.Grow(ref sums, (int)BitOperations.RoundUpToPowerOf2((uint)keys.Count), sumCount);
        }

        sums.AsSpan(sumCount, keys.Count - sumCount).Fill(KeySums.Empty);
        sumCount = keys.Count;
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

    private PartialSum<TAccumulator> Joined(TAccumulator accumulator, long sequence, in PartialSum<TAccumulator> rest)
    {
        if (!rest.IsEmpty)
        {
            fn.MergeAccumulator(ref accumulator, rest.Accumulator);
        }

        return new() { Accumulator = accumulator, Sequence = Math.Min(sequence, rest.Sequence) };
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
