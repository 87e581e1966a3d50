using System.Collections;
using System.Runtime.InteropServices;

namespace Dataflow.Combining;

/// <summary>Values in the order in which they came, of which an equal one can be taken out again. Both take constant time on average.</summary>
internal sealed class Multiset<T> : IReadOnlyCollection<T>
{
    private const int Last = -1;
    private const int Gone = -2;

    private readonly List<Slot> slots = [];

    // Where the first and the last of equal values stand. Made by the first removal: most multisets see none.
    private Dictionary<ValueTuple<T>, (int First, int Last)>? chains;

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a value behind all others, equal ones too.</summary>
    public void Add(T value)
    {
        slots.Add(new Slot(value, Last));
        Count++;
        if (chains is not null)
        {
            Link(chains, slots.Count - 1);
        }
    }

    /// <summary>Takes out the first value that is equal to <paramref name="value"/>.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public void Remove(T value)
    {
        chains ??= MakeChains();
        if (!chains.TryGetValue(new(value), out var chain))
        {
            throw new InvalidOperationException(
                $"The value '{value}' cannot be taken out again: no equal one is there. Retractions need values that compare by content, and "
                + "functions before the grouping that are deterministic (paper, footnote 12).");
        }

        ref var slot = ref CollectionsMarshal.AsSpan(slots)[chain.First];
        if (slot.Next == Last)
        {
            chains.Remove(new(value));
        }
        else
        {
            chains[new(value)] = (slot.Next, chain.Last);
        }

        slot = new Slot(default!, Gone);
        Count--;
        if (slots.Count > (2 * Count) + 16)
        {
            slots.RemoveAll(static slot => slot.Next == Gone);
            chains = null;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        foreach (var slot in slots)
        {
            if (slot.Next != Gone)
            {
                yield return slot.Value;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Dictionary<ValueTuple<T>, (int First, int Last)> MakeChains()
    {
        var made = new Dictionary<ValueTuple<T>, (int First, int Last)>();
        for (var i = 0; i < slots.Count; i++)
        {
            Link(made, i);
        }

        return made;
    }

    private void Link(Dictionary<ValueTuple<T>, (int First, int Last)> chains, int index)
    {
        var all = CollectionsMarshal.AsSpan(slots);
        all[index].Next = Last;
        ref var chain = ref CollectionsMarshal.GetValueRefOrAddDefault(chains, new(all[index].Value), out var exists);
        if (exists)
        {
            all[chain.Last].Next = index;
            chain.Last = index;
        }
        else
        {
            chain = (index, index);
        }
    }

    private record struct Slot(T Value, int Next);
}
