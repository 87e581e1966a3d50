using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Dataflow.Engine.Pooling;

namespace Dataflow.Engine.Sliced;

/// <summary>
/// What came in a slice of the time line: a cell for each of its keys, in the order in which they came. Keys are told by the places that they have in the table of the step,
/// see <see cref="WindowSums{TKey, TValue, TAccumulator, TOut, TFn}"/>.
/// </summary>
/// <remarks>
/// The index of the cells is by open addressing. Where a good part of all keys have a cell, it has a slot for each place instead, so that nothing is probed; the loops are the same.
/// </remarks>
internal sealed partial class Slice<TAccumulator> : RowTaker
{
    private const int MinSlots = 16;

    // Fibonacci hashing: the upper bits of the product depend on all bits of the place.
    private const uint Scattered = 2654435769;

    private int[] slots = new int[MinSlots];
    private uint factor = Scattered;
    private int shift = 32 - 4;
    private bool isIndexed = true;
    private int[] places = new int[MinSlots / 2];
    private long[] sequences = new long[MinSlots / 2];
    private TAccumulator[] accumulators = PooledArray<TAccumulator>.Rent(MinSlots / 2);
    private PartialSum<TAccumulator>[] rests = [];

    public long Number { get; private set; }

    /// <summary>How many cells there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many elements the cells hold.</summary>
    public long Elements { get; set; }

    /// <summary>The place of each cell's key.</summary>
    public ReadOnlySpan<int> Places => places.AsSpan(0, Count);

    /// <summary>The place of each cell's first element among all of the step.</summary>
    public Span<long> Sequences => sequences.AsSpan(0, Count);

    public Span<TAccumulator> Accumulators
    {
        get
        {
            Debug.Assert(!IsInPair, "The accumulators are in the pair.");
            return accumulators.AsSpan(0, Count);
        }
    }

    /// <summary>Whether the accumulators of the cells are in a <see cref="SlicePair{TAccumulator}"/>.</summary>
    public bool IsInPair { get; set; }

    /// <summary>What the slices behind this one, in the front part of the window, hold of each cell's key. Since <see cref="MakeRests"/>.</summary>
    public Span<PartialSum<TAccumulator>> Rests => rests.AsSpan(0, Count);

    /// <summary>Begins a slice.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="likely">About how many cells it will have.</param>
    /// <param name="keyCount">How many places there are.</param>
    public void Open(long number, int likely, int keyCount)
    {
        Number = number;
        if (!HasSlotForEach(keyCount) && DeservesSlotForEach(likely, keyCount))
        {
            Index(likely, keyCount);
        }
    }

    /// <summary>Makes room for the rests of cells that were added.</summary>
    public void MakeRests()
    {
        if (rests.Length < Count)
        {
            PooledArray<PartialSum<TAccumulator>>.Grow(ref rests, accumulators.Length, rests.Length);
        }
    }

    /// <summary>The cell of the key at a place, or a negative number.</summary>
    public int Find(int place)
    {
        MakeIndex();
        for (var slot = SlotOf(place); slot < slots.Length; slot = Behind(slot))
        {
            var cell = slots[slot] - 1;
            if (cell < 0 || places[cell] == place)
            {
                return cell;
            }
        }

        return -1;
    }

    /// <summary>The cell of the key at a place; the complement of it if it is new, when its accumulator and its sequence must be set.</summary>
    /// <param name="place">The place.</param>
    /// <param name="keyCount">How many places there are.</param>
    public int FindOrAdd(int place, int keyCount)
    {
        MakeIndex();
        var slot = SlotOf(place);
        for (; slot < slots.Length && slots[slot] != 0; slot = Behind(slot))
        {
            if (places[slots[slot] - 1] == place)
            {
                return slots[slot] - 1;
            }
        }

        return ~Add(place, slot, keyCount);
    }

    /// <summary>Makes room for so many cells more, and no more than there are places.</summary>
    public void MakeRoomFor(int more, int keyCount) => MakeRoom(Math.Min(Count + more, keyCount));

    /// <summary>Adds a cell whose accumulator is in the pair. There is room for it.</summary>
    public void AddInPair(int place, long sequence)
    {
        Debug.Assert(IsInPair, "The accumulators are here.");
        (places[Count], sequences[Count]) = (place, sequence);
        Count++;
        isIndexed = false;
    }

    /// <summary>Moves the keys to other places.</summary>
    /// <param name="placeOf">The new place of each.</param>
    /// <param name="keyCount">How many places there are now.</param>
    public void Move(ReadOnlySpan<int> placeOf, int keyCount)
    {
        foreach (ref var place in places.AsSpan(0, Count))
        {
            place = placeOf[place];
        }

        Index(Count, keyCount);
    }

    /// <summary>Empties the slice, for another place on the time line.</summary>
    public void Close()
    {
        Debug.Assert(!IsInPair, "The accumulators are in the pair.");
        RefuseRows();
        if (IsInProportion(slots.Length) && IsInProportion(places.Length))
        {
            Array.Clear(slots);
        }
        else
        {
            LetGo();
        }

        (Count, Elements, isIndexed) = (0, 0, true);
    }

    /// <summary>Gives up the memory of a slice whose cells nobody asks for any more.</summary>
    public void LetGo()
    {
        PooledArray<int>.Return(slots);
        PooledArray<int>.Return(places);
        PooledArray<long>.Return(sequences);
        PooledArray<TAccumulator>.Return(accumulators);
        PooledArray<PartialSum<TAccumulator>>.Return(rests);
        (slots, factor, shift) = (new int[MinSlots], Scattered, 32 - 4);
        (places, sequences, accumulators, rests) = ([], [], [], []);
    }

    // Beyond all slots where there is one for each place, and this place was not there when they were made.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(int place) => (int)(((uint)place * factor) >> shift);

    private int Behind(int slot) => (slot + 1) & (slots.Length - 1);

    private bool IsInProportion(int length) => length <= 1024 || Count >= length / 8;

    /// <summary>Whether the index has a slot for each place, as is best where a good part of all keys have a cell.</summary>
    public bool HasSlotForEach(int keyCount) => factor == 1 && slots.Length >= keyCount;

    private static int SlotsForEach(int keyCount) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(keyCount, MinSlots));

    // A slot for each place takes about as much memory as an index of the cells alone.
    private static bool DeservesSlotForEach(int cells, int keyCount) => SlotsForEach(keyCount) <= Math.Max(cells * 4L, MinSlots);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Add(int place, int slot, int keyCount)
    {
        var cell = Count;
        MakeRoom(cell + 1);
        places[cell] = place;
        Count = cell + 1;
        if (slot >= slots.Length || (factor == Scattered && Count > slots.Length / 2))
        {
            Index(Count, keyCount);
        }
        else
        {
            slots[slot] = Count;
        }

        return cell;
    }

    private void MakeRoom(int cells)
    {
        if (cells > places.Length)
        {
            var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(cells, MinSlots / 2));
            PooledArray<int>.Grow(ref places, capacity, Count);
            PooledArray<long>.Grow(ref sequences, capacity, Count);
            PooledArray<TAccumulator>.Grow(ref accumulators, capacity, Count);
        }
    }

    // In exchange for those that it has.
    private int[] ClearSlots(int length)
    {
        PooledArray<int>.Grow(ref slots, length, used: 0);
        Array.Clear(slots);
        return slots;
    }

    // Finds all cells, and has room for so many.
    private void Index(int cells, int keyCount)
    {
        if (DeservesSlotForEach(cells, keyCount))
        {
            (slots, factor, shift) = (ClearSlots(SlotsForEach(keyCount)), 1, 0);
        }
        else
        {
            var scattered = BitOperations.RoundUpToPowerOf2((uint)Math.Max(cells * 2, MinSlots));
            (slots, factor, shift) = (ClearSlots((int)scattered), Scattered, BitOperations.LeadingZeroCount(scattered) + 1);
        }

        isIndexed = true;
        for (var cell = 0; cell < Count; cell++)
        {
            var slot = SlotOf(places[cell]);
            while (slots[slot] != 0)
            {
                slot = Behind(slot);
            }

            slots[slot] = cell + 1;
        }
    }

    // Of cells that were added in a pair, if one of them is asked for, which only late elements do.
    private void MakeIndex()
    {
        if (isIndexed)
        {
            return;
        }

        var keyCount = 1;
        foreach (var place in Places)
        {
            keyCount = Math.Max(keyCount, place + 1);
        }

        Index(Count, keyCount);
    }
}
