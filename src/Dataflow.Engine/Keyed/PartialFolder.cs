using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Dataflow.Combining;
using Dataflow.Engine.Steps;
using Dataflow.Windowing;

namespace Dataflow.Engine.Keyed;

/// <summary>One of the workers that fold portions, each into tables of its own. It takes them in their order, so that its cells come in the order of their first elements.</summary>
/// <param name="settings">The settings of the step.</param>
/// <param name="fn">Folds values.</param>
/// <param name="number">Which of the workers it is.</param>
/// <param name="shared">The windows of rows whose windows alternate.</param>
internal sealed class PartialFolder<TIn, TKey, TValue, TAccumulator, TOut, TFn>(
    WindowedCombineSettings<TIn, TKey, TValue> settings, TFn fn, int number, ConcurrentDictionary<Window, WindowTable<TKey, TAccumulator>> shared)
    where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
{
    private const int MaxFree = 16;

    private readonly KeyedColumns<TIn, TKey, TValue> own = new(settings.Name, settings.Key, settings.Value, settings.BatchSize);
    private readonly WindowDirectory<TKey, TAccumulator> alternating = new();
    private readonly Stack<PartialTable<TKey, TAccumulator>> free = new();
    private readonly CurrentPortion current = new();

    /// <summary>Takes the keys and values out of a portion and folds its runs.</summary>
    public void Fold(Portion<TIn, TKey, TValue, TAccumulator> portion)
    {
        var taken = portion.KeysAndValues(own);
        current.Number = portion.First;
        alternating.MakeRoom(portion.WindowCount);
        foreach (ref readonly var run in CollectionsMarshal.AsSpan(portion.Runs))
        {
            var (count, folded) = (run.To - run.From, 0);
            var keys = taken.Keys.AsSpan(run.From, count);
            var values = taken.Values.AsSpan(run.From, count);
            try
            {
                if (run.Table is { } table)
                {
                    Fold(Own(table), keys, values, out folded);
                }
                else
                {
                    FoldAlternating(portion.Times.AsSpan(run.From, count), keys, values, out folded);
                }
            }
            catch (Exception e)
            {
                throw Failure.At(settings.Name, portion.Values[run.From + folded], e);
            }
        }
    }

    /// <summary>Takes back a table that was merged, when the worker does nothing.</summary>
    public void Recycle(Window window, PartialTable<TKey, TAccumulator> partial)
    {
        alternating.Forget(window, partial);
        // A table without cells was given for one that a window took for its own, and was worth keeping before.
        var isWorthKeeping = free.Count < MaxFree && (partial.Cells.Count == 0 || partial.Cells.IsWellFilled);
        if (isWorthKeeping)
        {
            partial.Clear();
            free.Push(partial);
        }
        else
        {
            partial.LetGo();
        }
    }

    /// <summary>Gives up the memory that is kept for windows to come.</summary>
    public void LetGo()
    {
        while (free.TryPop(out var partial))
        {
            partial.LetGo();
        }
    }

    [Conditional("DEBUG")]
    public void CheckInvariants() => alternating.CheckInvariants(window => shared.GetValueOrDefault(window)?.Partials[number]);

    private void Fold(PartialTable<TKey, TAccumulator> partial, ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, out int folded)
    {
        partial.Cells.Fold<TValue, TOut, TFn>(keys, values, fn, out folded);
        partial.OnNewCells();
        partial.Pending += keys.Length;
    }

    private void FoldAlternating(ReadOnlySpan<long> times, ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, out int folded)
    {
        var assigner = settings.Assigner!;
        folded = 0;
        for (alternating.Fold<TValue, TOut, TFn>(times, keys, values, fn, ref folded); folded < times.Length; alternating.Fold<TValue, TOut, TFn>(times, keys, values, fn, ref folded))
        {
            var window = assigner.Assign(times[folded]);
            if (folded == 0)
            {
                alternating.Suit(window);
            }

            alternating.Add(times[folded], window, Own(shared[window]));
        }
    }

    private PartialTable<TKey, TAccumulator> Own(WindowTable<TKey, TAccumulator> table) => table.Partials[number] ??= Begin();

    private PartialTable<TKey, TAccumulator> Begin()
    {
        var partial = free.Count > 0 ? free.Pop() : new PartialTable<TKey, TAccumulator>(current);
        partial.Cells.Begin();
        return partial;
    }
}
