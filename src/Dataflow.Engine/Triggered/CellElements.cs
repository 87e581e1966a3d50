namespace Dataflow.Engine.Triggered;

/// <summary>
/// The elements of each cell, in the order of arrival: kept where windows merge and either the combine function depends on the order, or a window
/// may come apart again.
/// </summary>
internal sealed class CellElements<TKey, TValue, TAccumulator, TOut>
{
    private readonly Dictionary<Cell<TKey, TAccumulator, TOut>, List<Contribution<TValue>>> byCell = [];

    public List<Contribution<TValue>> Of(Cell<TKey, TAccumulator, TOut> cell)
    {
        if (!byCell.TryGetValue(cell, out var own))
        {
            byCell.Add(cell, own = []);
        }

        return own;
    }

    public void Clear(Cell<TKey, TAccumulator, TOut> cell) => byCell.GetValueOrDefault(cell)?.Clear();

    public void Remove(Cell<TKey, TAccumulator, TOut> cell) => byCell.Remove(cell);

    /// <summary>Gives the elements of several cells to one of them.</summary>
    public List<Contribution<TValue>> Merge(IReadOnlyList<Cell<TKey, TAccumulator, TOut>> sources, Cell<TKey, TAccumulator, TOut> target)
    {
        var all = Of(target);
        if (sources.Count > 1)
        {
            foreach (var cell in sources)
            {
                if (cell != target)
                {
                    all.AddRange(Of(cell));
                }
            }

            all.Sort(static (one, other) => one.Sequence.CompareTo(other.Sequence));
        }

        return all;
    }
}
