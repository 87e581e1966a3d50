namespace Dataflow.Engine.Sliced;

/// <summary>The slices that open windows are made of and that hold something, in the order of time.</summary>
internal sealed class SliceList<TAccumulator>
{
    private const int MaxFree = 16;

    private readonly List<Slice<TAccumulator>> slices = [];
    private readonly Stack<Slice<TAccumulator>> free = new();

    public int Count => slices.Count;

    public Slice<TAccumulator> this[int place] => slices[place];

    /// <summary>The slice of this number, or a new one, which will likely be like those beside it.</summary>
    /// <param name="number">The number.</param>
    /// <param name="keyCount">How many places of keys there are.</param>
    public Slice<TAccumulator> FindOrAdd(long number, int keyCount)
    {
        var place = PlaceOf(number);
        if (place < slices.Count && slices[place].Number == number)
        {
            return slices[place];
        }

        if (!free.TryPop(out var slice))
        {
            slice = new();
        }

        slice.Open(number, LeastCountBeside(place), keyCount);
        slices.Insert(place, slice);
        return slice;
    }

    /// <summary>The place of the first slice with this number or a greater one.</summary>
    public int PlaceOf(long number)
    {
        if (slices.Count == 0 || slices[^1].Number < number)
        {
            return slices.Count;
        }

        var (low, high) = (0, slices.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = slices[middle].Number < number ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Forgets so many slices from the first on.</summary>
    public void RemoveFirst(int count)
    {
        for (var place = 0; place < count; place++)
        {
            slices[place].Close();
            if (free.Count < MaxFree)
            {
                free.Push(slices[place]);
            }
            else
            {
                slices[place].LetGo();
            }
        }

        slices.RemoveRange(0, count);
    }

    /// <summary>Gives up the memory that is kept for slices to come.</summary>
    public void LetGo()
    {
        while (free.TryPop(out var slice))
        {
            slice.LetGo();
        }
    }

    // How many cells the smaller of the slices beside a place has.
    private int LeastCountBeside(int place) =>
        slices.Count == 0 ? 0 : Math.Min(slices[Math.Max(place - 1, 0)].Count, slices[Math.Min(place, slices.Count - 1)].Count);
}
