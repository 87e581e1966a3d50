namespace Dataflow.Engine.Sliced;

/// <summary>
/// Of which times a <see cref="RowTaker"/> takes rows. It is an object of its own, so that what remembers it keeps nothing alive that the taker held when it was closed.
/// </summary>
internal sealed class RowTicket
{
    /// <summary>The first time of the rows that are taken.</summary>
    public long From { get; private set; }

    /// <summary>The first time behind those of the rows that are taken.</summary>
    public long Until { get; private set; }

    /// <summary>What takes them; null if nothing does.</summary>
    public RowTaker? Taker { get; private set; }

    /// <summary>Which part of the rows of a batch it is; of no meaning between batches.</summary>
    public int Part { get; set; }

    public void Open(RowTaker taker, long from, long until) => (Taker, From, Until) = (taker, from, until);

    public void Close() => (Taker, From, Until) = (null, 0, 0);
}
