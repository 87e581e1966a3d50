using Dataflow.Combining;
using Dataflow.Engine.Steps;

namespace Dataflow.Engine.Keyed;

/// <summary>One of the workers that fold portions, each into tables of its own. It takes them in their order, so that its cells come in the order of their first elements.</summary>
internal sealed class PartialFolder<TIn, TKey, TValue, TAccumulator, TOut, TFn>(WindowedCombineSettings<TIn, TKey, TValue> settings, TFn fn, int number)
    where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
{
    private const int MaxFree = 16;

    private readonly KeyedColumns<TIn, TKey, TValue> taken = new(settings.Name, settings.Key, settings.Value, settings.BatchSize);
    private readonly Stack<PartialTable<TKey, TAccumulator>> free = new();
    private int[] opened = new int[settings.BatchSize];

    /// <summary>Takes the keys and values out of a portion and folds its runs.</summary>
    public void Fold(Portion<TIn, TKey, TAccumulator> portion)
    {
        var elements = portion.Values;
        taken.Take(elements);
        opened = opened.Length < elements.Length ? new int[elements.Length] : opened;
        foreach (var (table, from, to) in portion.Runs)
        {
            var partial = table.Partials[number] ??= free.Count > 0 ? free.Pop() : new PartialTable<TKey, TAccumulator>();
            var keys = taken.Keys.AsSpan(from, to - from);
            var values = taken.Values.AsSpan(from, to - from);
            var (before, folded) = (partial.Cells.Count, 0);
            try
            {
                partial.Cells.Fold<TValue, TOut, TFn>(keys, values, fn, opened, out folded);
            }
            catch (Exception e)
            {
                throw Failure.At(settings.Name, elements[from + folded], e);
            }

            foreach (var row in opened.AsSpan(0, partial.Cells.Count - before))
            {
                partial.Sequences.Add(portion.First + from + row);
            }
        }
    }

    /// <summary>Takes back a table that was merged, when the worker does nothing.</summary>
    public void Recycle(PartialTable<TKey, TAccumulator> partial)
    {
        var isWorthKeeping = free.Count < MaxFree && partial.Cells.IsWellFilled;
        if (isWorthKeeping)
        {
            partial.Clear();
            free.Push(partial);
        }
    }
}
