using System.Runtime.CompilerServices;
using Dataflow.Engine.Watermarks;

namespace Dataflow.Engine.Sliced;

/// <content>Rows of two parts side by side: the usual case near the end of a slice.</content>
internal sealed partial class DividedRows<TKey, TValue, TTaker>
{
    /// <summary>
    /// Divides rows, as <see cref="AddKnown"/> and <see cref="Divide"/> would, if it is known what takes them and they are of two parts one behind the other.
    /// If not, nothing is done.
    /// </summary>
    /// <param name="times">The times of the batch, up to the last row.</param>
    /// <param name="from">The first row; there is one at least.</param>
    /// <param name="allKeys">The keys of the batch.</param>
    /// <param name="allValues">The values of the batch.</param>
    public bool TryDivideInTwo(ReadOnlySpan<long> times, int from, ReadOnlySpan<TKey> allKeys, ReadOnlySpan<TValue> allValues)
    {
        times = times[from..];
        var (least, greatest) = TimeColumn.MinMax(times);
        if (KnownAt(least) is not { } one || KnownAt(greatest) is not { } other || one.Until != other.From)
        {
            return false;
        }

        DivideInTwo(one, other, times, from, allKeys, allValues);
        return true;
    }

    /// <summary>Divides rows that two takers take whose parts are side by side.</summary>
    /// <param name="one">The ticket of the taker whose part comes first.</param>
    /// <param name="other">That of the other.</param>
    /// <param name="times">The times of the rows.</param>
    /// <param name="from">The first row.</param>
    /// <param name="allKeys">The keys of the batch.</param>
    /// <param name="allValues">The values of the batch.</param>
    public void DivideInTwo(RowTicket one, RowTicket other, ReadOnlySpan<long> times, int from, ReadOnlySpan<TKey> allKeys, ReadOnlySpan<TValue> allValues)
    {
        var before = TimeColumn.CountBelow(times, other.From);
        Open(one);
        Open(other);
        (parts[0].Count, parts[0].Next) = (before, before);
        (parts[1].Count, parts[1].Next) = (times.Length - before, times.Length);
        DivideAt(other.From, before, times, from, allKeys.Slice(from, times.Length), allValues.Slice(from, times.Length));
    }

    private RowTicket? KnownAt(long time) =>
        TicketAt(time) is { } ticket && time >= ticket.From && time < ticket.Until ? ticket : null;

    // Without a branch for each row, since no processor foresees of which part it is.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void DivideAt(long boundary, int before, ReadOnlySpan<long> times, int from, ReadOnlySpan<TKey> fromKeys, ReadOnlySpan<TValue> fromValues)
    {
        var (toRows, toKeys, toValues) = (rows, keys, values);
        var (low, high) = (0, before);
        for (var i = 0; i < times.Length; i++)
        {
            var isHigh = times[i] >= boundary ? 1 : 0;
            var place = low + ((high - low) & -isHigh);
            (low, high) = (low + 1 - isHigh, high + isHigh);
            toRows[place] = from + i;
            toKeys[place] = fromKeys[i];
            toValues[place] = fromValues[i];
        }
    }
}
