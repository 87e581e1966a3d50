using System.Runtime.InteropServices;
using Dataflow.Combining;
using Dataflow.Engine.Steps;

namespace Dataflow.Engine.Keyed;

/// <summary>One of the workers that fold portions, each into tables of its own. It takes them in their order, so that its cells come in the order of their first elements.</summary>
internal sealed class PartialFolder<TIn, TKey, TValue, TAccumulator, TOut, TFn>(WindowedCombineSettings<TIn, TKey, TValue> settings, TFn fn, int number)
    : IPartFolder<TKey, TValue, PartialTable<TKey, TAccumulator>>
    where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
{
    private const int MaxFree = 16;

    private readonly KeyedColumns<TIn, TKey, TValue> taken = new(settings.Name, settings.Key, settings.Value, settings.BatchSize);
    private readonly DividedRows<TKey, TValue, PartialTable<TKey, TAccumulator>> divided = new();
    private readonly Stack<PartialTable<TKey, TAccumulator>> free = new();
    private long portionNumber;

    /// <summary>Takes the keys and values out of a portion and folds its runs.</summary>
    public void Fold(Portion<TIn, TKey, TAccumulator> portion)
    {
        taken.Take(portion.Values);
        portionNumber = portion.First;
        foreach (ref readonly var run in CollectionsMarshal.AsSpan(portion.Runs))
        {
            if (run.Next is { } next)
            {
                FoldTwo(portion, run, next);
            }
            else
            {
                FoldOne(portion, run);
            }
        }
    }

    /// <summary>Takes back a table that was merged, when the worker does nothing.</summary>
    public void Recycle(PartialTable<TKey, TAccumulator> partial)
    {
        partial.RefuseRows();
        var isWorthKeeping = free.Count < MaxFree && partial.Cells.IsWellFilled;
        if (isWorthKeeping)
        {
            partial.Clear();
            free.Push(partial);
        }
    }

    void IPartFolder<TKey, TValue, PartialTable<TKey, TAccumulator>>.Fold(
        PartialTable<TKey, TAccumulator> partial, ReadOnlySpan<int> rows, ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, out int folded) =>
        Fold(partial, keys, values, out folded);

    private void FoldOne(Portion<TIn, TKey, TAccumulator> portion, in PortionRun<TKey, TAccumulator> run)
    {
        var (from, count, folded) = (run.From, run.To - run.From, 0);
        try
        {
            Fold(Own(run.Table), taken.Keys.AsSpan(from, count), taken.Values.AsSpan(from, count), out folded);
        }
        catch (Exception e)
        {
            throw Failure.At(settings.Name, portion.Values[from + folded], e);
        }
    }

    private void FoldTwo(Portion<TIn, TKey, TAccumulator> portion, in PortionRun<TKey, TAccumulator> run, WindowTable<TKey, TAccumulator> next)
    {
        divided.Clear(portion.Values.Length, 2);
        divided.DivideInTwo(TicketOf(run.Table), TicketOf(next), portion.Times.AsSpan(run.From, run.To - run.From), run.From, taken.Keys, taken.Values);
        divided.Fold(this);
        if (divided.Failure is { } failure)
        {
            throw Failure.At(settings.Name, portion.Values[divided.FailedRow], failure);
        }
    }

    private void Fold(PartialTable<TKey, TAccumulator> partial, ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, out int folded)
    {
        var before = partial.Cells.Count;
        partial.Cells.Fold<TValue, TOut, TFn>(keys, values, fn, out folded);
        CollectionsMarshal.SetCount(partial.Portions, partial.Cells.Count);
        CollectionsMarshal.AsSpan(partial.Portions)[before..].Fill(portionNumber);
    }

    private RowTicket TicketOf(WindowTable<TKey, TAccumulator> table)
    {
        var partial = Own(table);
        partial.TakeRows(table.Window.StartTicks, table.Window.EndTicks);
        return partial.Ticket;
    }

    private PartialTable<TKey, TAccumulator> Own(WindowTable<TKey, TAccumulator> table) =>
        table.Partials[number] ??= free.Count > 0 ? free.Pop() : new PartialTable<TKey, TAccumulator>();
}
