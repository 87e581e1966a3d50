using Dataflow.Engine.Batches;
using Dataflow.Time;

namespace Dataflow.Engine.Watermarks;

/// <summary>
/// Puts the marks of a source into its batches: the clock, and the watermark that its policy gives. The clock is what the
/// source says; as long as it has said nothing, the greatest event time so far. Neither ever goes back.
/// </summary>
internal abstract class WatermarkGenerator
{
    private readonly MarkList annotated = new();
    private long clock = EventTime.StartTicks;
    private bool sourceHasClock;

    /// <summary>Says that the source is known to have a clock of its own, so that event times do not stand in for it until it begins.</summary>
    public bool SourceHasClock
    {
        init => sourceHasClock = value;
    }

    /// <summary>The watermark after the rows annotated so far.</summary>
    public long Watermark { get; private protected set; } = EventTime.StartTicks;

    /// <summary>The clock after the rows annotated so far.</summary>
    public long Clock => clock;

    /// <summary>Replaces the marks that the source set in the batch by those in force.</summary>
    public void Annotate(Columns columns)
    {
        if (columns.Marks.Count == 0 && columns.Count > 0 && !MovesWithin(columns))
        {
            SkipRows(columns.Count);
            return;
        }

        annotated.Clear();
        if (columns.Marks.Count > 0 || !TryAnnotateRows(columns.Times.AsSpan(0, columns.Count), !sourceHasClock))
        {
            AnnotateEach(columns);
        }

        columns.Marks.Swap(annotated);
    }

    private void AnnotateEach(Columns columns)
    {
        var next = 0;
        BeforeFirstRow(columns);
        for (var row = 0; row < columns.Count; row++)
        {
            next = TakeSourceMarks(columns, next, row);
            var time = columns.Times[row];
            if (!sourceHasClock)
            {
                AdvanceClock(row, time);
            }

            AfterRow(row, time);
        }

        TakeSourceMarks(columns, next, columns.Count);
    }

    /// <summary>Whether the watermark, as far as the policy decides, or the clock of a source without one, moves within the batch.</summary>
    private protected abstract bool MovesWithin(Columns columns);

    /// <summary>Annotates rows without marks of the source in one go, where the policy has a way that is faster than row by row.</summary>
    private protected virtual bool TryAnnotateRows(ReadOnlySpan<long> times, bool clockFollowsTimes) => false;

    /// <summary>Counts rows in which nothing moves.</summary>
    private protected virtual void SkipRows(int count)
    {
    }

    private protected virtual void BeforeFirstRow(Columns columns)
    {
    }

    private protected virtual void AfterRow(int row, long time)
    {
    }

    private protected virtual void TakeSourceWatermark(int position, long ticks)
    {
    }

    private protected bool ClockMovesWithin(long maxTime) => !sourceHasClock && maxTime > clock;

    private protected void AdvanceWatermark(int position, long ticks)
    {
        if (ticks > Watermark)
        {
            Watermark = ticks;
            annotated.Add(position, MarkKind.Watermark, ticks);
        }
    }

    private int TakeSourceMarks(Columns columns, int next, int row)
    {
        for (; next < columns.Marks.Count && columns.Marks[next].Position <= row; next++)
        {
            var mark = columns.Marks[next];
            if (mark.Kind == MarkKind.Watermark)
            {
                TakeSourceWatermark(row, mark.Ticks);
            }
            else
            {
                sourceHasClock = true;
                AdvanceClock(row, mark.Ticks);
            }
        }

        return next;
    }

    private protected void AdvanceClock(int position, long ticks)
    {
        if (ticks > clock)
        {
            clock = ticks;
            annotated.Add(position, MarkKind.Clock, ticks);
        }
    }
}
