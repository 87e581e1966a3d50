using Dataflow.Engine.Batches;
using Dataflow.Time;

namespace Dataflow.Engine.Exchange;

/// <summary>
/// Puts batches that go back to the same input together again, in the order of their causes, so that neither the number of
/// workers nor the size of batches shows. Rows of one cause go by rank if ranks are compared, else by input.
/// The watermark is the least of the inputs', the clock the greatest.
/// </summary>
internal sealed class OrderedMerge<T>
{
    private readonly StepOutput<T> output;
    private readonly bool keepsCauses;
    private readonly Cursor[] cursors;
    private long clock = EventTime.StartTicks;
    private long watermark = EventTime.StartTicks;
    private Origins? origins;
    private long watermarkCause;
    private bool watermarkMoved;

    public OrderedMerge(int inputs, Receiver<T> next, int batchSize, bool keepsCauses, bool comparesRanks)
    {
        output = new StepOutput<T>(next, batchSize);
        this.keepsCauses = keepsCauses;
        cursors = new Cursor[inputs];
        for (var i = 0; i < inputs; i++)
        {
            cursors[i] = new Cursor(comparesRanks);
        }
    }

    /// <summary>Merges one batch of each input. If causes are kept they become what <paramref name="causeOrigins"/> says they were.</summary>
    public void Merge(IReadOnlyList<Batch<T>> batches, Origins? causeOrigins = null)
    {
        origins = causeOrigins;
        for (var i = 0; i < cursors.Length; i++)
        {
            cursors[i].Begin(batches[i]);
        }

        while (Least(out var second) is { } cursor)
        {
            // What stands in a row in one input is taken without a look at all others.
            do
            {
                if (cursor.IsAtMark)
                {
                    Take(cursor.TakeMark(), cursor);
                }
                else
                {
                    HandWatermarkOn();
                    Take(cursor.Batch, cursor.TakeRow());
                }
            }
            while (!cursor.IsAtEnd && (second is null || cursor.CompareTo(second) < 0));
        }

        HandWatermarkOn();
        output.Flush();
    }

    // The input whose next row or mark comes first, the first of equal ones; and the one that would come first without it.
    private Cursor? Least(out Cursor? second)
    {
        Cursor? least = null;
        second = null;
        foreach (var cursor in cursors)
        {
            if (cursor.IsAtEnd)
            {
                continue;
            }

            if (least is null || cursor.CompareTo(least) < 0)
            {
                (least, second) = (cursor, least);
            }
            else if (second is null || cursor.CompareTo(second) < 0)
            {
                second = cursor;
            }
        }

        return least;
    }

    private void Take(Batch<T> batch, int row)
    {
        var columns = batch.Columns;
        if (output.Columns.Count == 0 || output.Columns.HasWindows != columns.HasWindows || output.Columns.HasFirings != columns.HasFirings)
        {
            output.Flush();
            output.Columns.Shape(columns.HasWindows, columns.HasFirings, keepsCauses, withRanks: false);
        }

        var index = output.Add(batch[row], columns.Times[row]);
        output.Columns.CopyRow(columns, row, index);
        if (keepsCauses)
        {
            output.Columns.Causes[index] = Origin(columns.Causes[row]);
        }
    }

    private void Take(in Mark mark, Cursor cursor)
    {
        if (watermarkMoved && mark.Cause != watermarkCause)
        {
            HandWatermarkOn();
        }

        if (mark.Kind == MarkKind.Watermark)
        {
            (cursor.Watermark, watermarkCause, watermarkMoved) = (mark.Ticks, mark.Cause, true);
        }
        else if (mark.Ticks > clock)
        {
            clock = mark.Ticks;
            output.HandOn(MarkKind.Clock, clock, Origin(mark.Cause));
        }
    }

    // Once all inputs have taken the step: the least of them in between never was the watermark.
    private void HandWatermarkOn()
    {
        if (!watermarkMoved)
        {
            return;
        }

        watermarkMoved = false;
        var least = long.MaxValue;
        foreach (var cursor in cursors)
        {
            least = Math.Min(least, cursor.Watermark);
        }

        if (least > watermark)
        {
            watermark = least;
            output.HandOn(MarkKind.Watermark, watermark, Origin(watermarkCause));
        }
    }

    private long Origin(long cause) => origins?.Of(cause) ?? cause;

    /// <summary>The place in one input's batch.</summary>
    private sealed class Cursor(bool comparesRanks)
    {
        private Columns columns = null!;
        private int row;
        private int mark;
        private int rowsEnd;

        // Of the row or mark that comes next, which is what is asked most.
        private long cause;

        public Batch<T> Batch { get; private set; } = null!;

        public long Watermark { get; set; } = EventTime.StartTicks;

        public bool IsAtEnd => row == rowsEnd && mark == columns.Marks.Count;

        public bool IsAtMark => row == rowsEnd && mark < columns.Marks.Count;

        public void Begin(Batch<T> batch)
        {
            (Batch, columns, row, mark) = (batch, batch.Columns, 0, 0);
            Look();
        }

        public int TakeRow()
        {
            var taken = row++;
            if (row < rowsEnd)
            {
                cause = columns.Causes[row];
            }
            else
            {
                Look();
            }

            return taken;
        }

        public Mark TakeMark()
        {
            var taken = columns.Marks[mark++];
            Look();
            return taken;
        }

        public int CompareTo(Cursor other)
        {
            if (cause != other.cause)
            {
                return cause < other.cause ? -1 : 1;
            }

            if (!IsAtMark && !other.IsAtMark)
            {
                return comparesRanks ? Rank.Compare(columns.Ranks[row], other.columns.Ranks[other.row]) : 0;
            }

            return IsAtMark && other.IsAtMark ? CompareMarks(columns.Marks[mark], other.columns.Marks[other.mark])
                : IsAtMark ? -other.CompareRowTo(columns.Marks[mark])
                : CompareRowTo(other.columns.Marks[other.mark]);
        }

        private void Look()
        {
            rowsEnd = mark < columns.Marks.Count ? columns.Marks[mark].Position : columns.Count;
            cause = row < rowsEnd ? columns.Causes[row] : mark < columns.Marks.Count ? columns.Marks[mark].Cause : long.MaxValue;
        }

        // Panes stand before the mark that caused them, but behind a clock that a timer has moved to when they were due.
        private int CompareRowTo(in Mark other) =>
            comparesRanks && other.Kind == MarkKind.Clock && other.Ticks <= columns.Ranks[row].Due ? 1 : -1;

        // The watermark moves when all else that has the same cause is done.
        private static int CompareMarks(in Mark one, in Mark other) =>
            one.Kind != other.Kind ? (one.Kind == MarkKind.Watermark).CompareTo(other.Kind == MarkKind.Watermark)
            : one.Kind == MarkKind.Clock ? one.Ticks.CompareTo(other.Ticks)
            : 0;
    }
}
