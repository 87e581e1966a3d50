namespace Dataflow.Engine.Keyed;

/// <summary>State that rows of a part of the time line are folded into. See <see cref="DividedRows{TKey, TValue, TOwner}"/>.</summary>
internal abstract class DividedPart
{
    /// <summary>The first time of the rows that it takes.</summary>
    public long TakesFrom { get; private set; }

    /// <summary>The first time behind those of the rows that it takes.</summary>
    public long TakesUntil { get; private set; }

    /// <summary>Whether it takes rows.</summary>
    public bool TakesRows => TakesFrom < TakesUntil;

    /// <summary>Which part of the rows of a batch goes into it; of no meaning between batches.</summary>
    public int Part { get; set; }

    /// <summary>Takes rows of these times from now on.</summary>
    public void TakeRows(long from, long until) => (TakesFrom, TakesUntil) = (from, until);

    /// <summary>Takes no rows any more.</summary>
    public void RefuseRows() => (TakesFrom, TakesUntil) = (0, 0);
}
