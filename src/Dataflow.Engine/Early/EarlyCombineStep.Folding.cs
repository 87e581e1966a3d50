using System.Runtime.CompilerServices;
using Dataflow.Engine.Keyed;
using Dataflow.Engine.Steps;

namespace Dataflow.Engine.Early;

/// <content>Elements that go into the cells of a window.</content>
internal sealed partial class EarlyCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    // The cells of so many rows are found together, and are at hand when the rows are folded behind that.
    private const int FoundTogether = 64;

    private readonly int[] found = new int[FoundTogether];

    private void Accumulate(WindowTable<TKey, EarlyCell<TAccumulator>> table, int from, int to)
    {
        table.Pending += to - from;
        counters.Pending += to - from;
        var row = from;
        begunCount = 0;
        try
        {
            Fold(table, ref row, to);
        }
        catch (Exception e)
        {
            throw Failure.At(settings.Name, batch[row], e);
        }

        if (begunCount > 0)
        {
            timers.Add(early.Due.For(clock), table, begun.AsSpan(0, begunCount));
        }
    }

    private void Fold(WindowTable<TKey, EarlyCell<TAccumulator>> table, ref int row, int to)
    {
        while (row < to)
        {
            var count = FindKnown(table.Cells, taken.Keys.AsSpan(row, Math.Min(to - row, FoundTogether)));
            FoldKnown(table.Cells.Cells, found.AsSpan(0, count), taken.Values.AsSpan(row, count), ref row);
            if (count < FoundTogether && row < to)
            {
                fn.AddInput(ref CellOf(table, row).Accumulator, taken.Values[row]);
                row++;
            }
        }
    }

    // Gives how many have a cell before the first that has none, or that cannot be looked up. That one is looked up again at its own turn, when all before it are folded, and fails then.
    private int FindKnown(CellTable<TKey, EarlyCell<TAccumulator>> cells, ReadOnlySpan<TKey> keys)
    {
        var count = 0;
        try
        {
            cells.FindKnown(keys, found, ref count);
        }
        catch (Exception)
        {
        }

        return count;
    }

    // In a method of its own without a call, so that its state is in registers, and without a branch where a pane begins, which no processor foresees. Where the next place is written depends on all cells
    // before it: as these are at hand, the processor need not wait for them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FoldKnown(Span<CellTable<TKey, EarlyCell<TAccumulator>>.Cell> cells, ReadOnlySpan<int> known, ReadOnlySpan<TValue> values, ref int row)
    {
        var (add, count, places) = (fn, begunCount, begun);
        values = values[..known.Length];
        for (var i = 0; i < known.Length; i++)
        {
            var index = known[i];
            ref var cell = ref cells[index].Accumulator;
            add.AddInput(ref cell.Accumulator, values[i]);
            row++;
            places[count] = index;
            count += cell.Begin() ? 1 : 0;
        }

        begunCount = count;
    }

    private ref EarlyCell<TAccumulator> CellOf(WindowTable<TKey, EarlyCell<TAccumulator>> table, int row)
    {
        var index = table.Cells.FindOrAdd(taken.Keys[row]);
        var isNew = index < 0;
        index = isNew ? ~index : index;
        ref var cell = ref table.Cells.Accumulator(index);
        if (isNew)
        {
            cell = new() { Accumulator = fn.CreateAccumulator() };
            if (settings.TracksOrder)
            {
                table.Sequences.Add(columns.Causes[row]);
            }
        }

        if (cell.Begin())
        {
            begun[begunCount++] = index;
        }

        return ref cell;
    }
}
