using System.Diagnostics;
using Dataflow.Engine.Batches;
using Dataflow.Time;

namespace Dataflow.Engine.Watermarks;

/// <summary>
/// For each row of an input the least event time from that row on, built while the input is read ahead. It holds one entry
/// for each different value, which are few in an input that is nearly in order and coarse in its times.
/// </summary>
internal sealed class SuffixMinima
{
    // Strictly increasing in both: from the row after the one before, up to lastRow, the least time to come is value.
    private readonly List<(long LastRow, long Value)> steps = [];

    private long end = EventTime.EndTicks;

    /// <summary>How many rows were added.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds the next row's event time.</summary>
    public void Add(long time)
    {
        while (steps.Count > 0 && steps[^1].Value >= time)
        {
            steps.RemoveAt(steps.Count - 1);
        }

        steps.Add((Rows++, time));
    }

    /// <summary>Whether the batches added so far hold a watermark of the source's own.</summary>
    public bool HasWatermark { get; private set; }

    /// <summary>Whether the batches added so far hold a clock of the source's own.</summary>
    public bool HasClock { get; private set; }

    /// <summary>Whether a clock of the source's own begins before its first watermark, which does not depend on how far the batch with that goes.</summary>
    public bool HasClockBeforeWatermark { get; private set; }

    /// <summary>Adds the rows of a batch.</summary>
    public void Add(Columns columns)
    {
        foreach (var time in columns.Times.AsSpan(0, columns.Count))
        {
            Add(time);
        }

        foreach (ref readonly var mark in columns.Marks.Span)
        {
            HasClockBeforeWatermark |= mark.Kind == MarkKind.Clock && !HasWatermark;
            HasWatermark |= mark.Kind == MarkKind.Watermark;
            HasClock |= mark.Kind == MarkKind.Clock;
        }
    }

    /// <summary>Says that the input could not be read further: what stands behind the last row is unknown, so the watermark stays there.</summary>
    public void BreakOff() => end = EventTime.StartTicks;

    /// <summary>The index of the entry that holds <paramref name="row"/>, for <see cref="At"/>.</summary>
    public int StepOf(long row)
    {
        var (low, high) = (0, steps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = steps[middle].LastRow < row ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>
    /// The least time from <paramref name="row"/> on, the end of time behind the last row. <paramref name="step"/> keeps the place
    /// between calls with growing rows.
    /// </summary>
    public long At(long row, ref int step)
    {
        Debug.Assert(step == 0 || steps[step - 1].LastRow < row, "Rows are asked for in growing order.");
        while (step < steps.Count && steps[step].LastRow < row)
        {
            step++;
        }

        return step < steps.Count ? steps[step].Value : end;
    }
}
