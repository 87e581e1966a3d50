namespace Dataflow.Engine.Sliced;

/// <summary>State that rows of a part of the time line are folded into: a slice of windows. See <see cref="DividedRows{TKey, TValue, TTaker}"/>.</summary>
internal abstract class RowTaker
{
    private RowTicket? ticket;

    /// <summary>What finds it by time.</summary>
    public RowTicket Ticket => ticket ??= new();

    /// <summary>Whether it takes rows.</summary>
    public bool TakesRows => ticket is { Taker: not null };

    /// <summary>Takes rows of these times from now on.</summary>
    public void TakeRows(long from, long until) => Ticket.Open(this, from, until);

    /// <summary>Takes no rows any more.</summary>
    public void RefuseRows() => ticket?.Close();
}
