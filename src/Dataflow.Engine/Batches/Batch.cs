namespace Dataflow.Engine.Batches;

/// <summary>
/// What operators exchange: an array of values and its <see cref="Batches.Columns"/>. A batch is lent for the time of one
/// <see cref="Receiver{T}.Receive"/>: the receiver reads it and keeps nothing of it.
/// </summary>
internal sealed class Batch<T>
{
    private T[] own;

    public Batch(int capacity)
    {
        own = new T[capacity];
        Values = own;
        Columns = new Columns(capacity);
    }

    /// <summary>The array that holds the values; they start at <see cref="Offset"/>.</summary>
    public T[] Values { get; private set; }

    /// <summary>Where in <see cref="Values"/> the first value stands: not 0 only where a batch shows a part of a user's array.</summary>
    public int Offset { get; private set; }

    /// <summary>Whether the array that holds the values stays as it is to the end of the run, so that it need not be copied to be kept.</summary>
    public bool ValuesLast { get; private set; }

    public Columns Columns { get; private set; }

    public int Count => Columns.Count;

    public ReadOnlySpan<T> Span => Values.AsSpan(Offset, Columns.Count);

    public ref readonly T this[int row] => ref Values[Offset + row];

    /// <summary>Shows <paramref name="count"/> values of an array, without a copy. <paramref name="last"/> says whether the array stays as it is to the end of the run.</summary>
    public void Show(T[] array, int offset, int count, bool last = false)
    {
        (Values, Offset, ValuesLast) = (array, offset, last);
        Columns.Grow(count);
        Columns.Count = count;
    }

    /// <summary>Carries the columns of another batch from now on.</summary>
    public void Share(Columns columns)
    {
        Columns = columns;
        Reserve(columns.Count);
    }

    /// <summary>Makes room for at least <paramref name="needed"/> values of its own.</summary>
    public void Reserve(int needed)
    {
        if (own.Length < needed)
        {
            Array.Resize(ref own, Math.Max(needed, own.Length * 2));
            Values = own;
        }
    }

    /// <summary>Makes room for one more row, values and columns.</summary>
    public void Grow()
    {
        Columns.Grow(Columns.Count + 1);
        Reserve(Columns.Count + 1);
    }

    /// <summary>Clears it, and gives up memory for more than so many rows.</summary>
    public void Clear(int mostRows)
    {
        if (own.Length > mostRows || Columns.Capacity > mostRows)
        {
            (own, Columns) = ([], new Columns(0));
        }

        Clear();
    }

    public void Clear()
    {
        (Values, Offset, ValuesLast) = (own, 0, false);
        Columns.Clear();
    }
}
