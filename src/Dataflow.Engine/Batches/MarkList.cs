using System.Diagnostics;

namespace Dataflow.Engine.Batches;

/// <summary>The marks of a batch, ordered by position. Grows as needed and keeps its memory when cleared.</summary>
internal sealed class MarkList
{
    private Mark[] items = new Mark[8];

    public int Count { get; private set; }

    public Span<Mark> Span => items.AsSpan(0, Count);

    public ref readonly Mark this[int index] => ref items[index];

    public void Add(int position, MarkKind kind, long ticks, long cause = 0)
    {
        Debug.Assert(Count == 0 || items[Count - 1].Position <= position, "Marks are added in the order of their positions.");
        if (Count == items.Length)
        {
            Array.Resize(ref items, Count * 2);
        }

        items[Count++] = new Mark(position, kind, ticks, cause);
    }

    public void Clear() => Count = 0;

    /// <summary>The last watermark in the list, or <paramref name="before"/> if it holds none.</summary>
    public long LastWatermark(long before)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            if (items[i].Kind == MarkKind.Watermark)
            {
                return items[i].Ticks;
            }
        }

        return before;
    }

    public void Swap(MarkList other)
    {
        (items, other.items) = (other.items, items);
        (Count, other.Count) = (other.Count, Count);
    }
}
