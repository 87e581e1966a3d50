using System.Diagnostics;
using Dataflow.Combining;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Keyed;
using Dataflow.Engine.Steps;
using Dataflow.Time;

namespace Dataflow.Engine.Sliced;

/// <summary>
/// Groups elements by key and sliding window and combines the values of each group, under the default trigger in discarding mode. An element is folded once,
/// into its slice of the time line, and not once for each of its windows; a window that is due joins its slices, see <see cref="WindowSums{TKey, TValue, TAccumulator, TOut, TFn}"/>.
/// For combine functions whose order of inputs does not matter and whose accumulators are values that hold no references.
/// </summary>
internal sealed partial class SlicedCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn> : Receiver<TIn>, IStatefulStep, IPartFolder<int, TValue, Slice<TAccumulator>>
    where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
{
    private readonly WindowedCombineSettings<TIn, TKey, TValue> settings;
    private readonly SliceGrid grid;
    private readonly TFn fn;
    private readonly StepCounters counters;
    private readonly WindowSums<TKey, TValue, TAccumulator, TOut, TFn> sums;
    private readonly OpenWindows<TKey, byte> due;
    private readonly StepOutput<KV<TKey, TOut>> panes;
    private readonly LateOutput<TIn> late;
    private readonly KeyedColumns<TIn, TKey, TValue> taken;
    private readonly DividedRows<int, TValue, Slice<TAccumulator>> divided;
    private readonly SequenceOrder order = new();
    private int[] places;
    private int[] opened;

    private Batch<TIn> batch = null!;
    private Columns columns = null!;
    private int nextMark;
    private long clock = EventTime.StartTicks;
    private long watermark = EventTime.StartTicks;
    private long rowsBefore;
    private long firstOpen;
    private long nextWindow = long.MaxValue;

    public SlicedCombineStep(
        WindowedCombineSettings<TIn, TKey, TValue> settings,
        SliceGrid grid,
        TFn fn,
        StepCounters counters,
        Receiver<KV<TKey, TOut>> next,
        Receiver<LateElement<TIn>>? lateNext)
    {
        (this.settings, this.grid, this.fn, this.counters) = (settings, grid, fn, counters);
        sums = new(grid, fn);
        due = new(settings.Lateness);
        panes = new StepOutput<KV<TKey, TOut>>(next, settings.BatchSize);
        panes.Columns.Shape(withWindows: true, withFirings: true, settings.TracksOrder, settings.TracksOrder);
        late = new(lateNext, settings.BatchSize, settings.TracksOrder);
        taken = new(settings.Name, settings.Key, settings.Value, settings.BatchSize);
        divided = new();
        places = new int[settings.BatchSize];
        opened = new int[settings.BatchSize];
        firstOpen = grid.FirstOpenWindow(watermark);
        sums.LeaveBefore(firstOpen);
    }

    public string Name => settings.Name;

    public override bool ObservesMarks => true;

    public int OpenWindowCount => due.Count + OpenCells().Select(static cell => cell.Window).Distinct().Count();

    public int CellCount => due.Tables.Sum(static table => table.Cells.Count) + OpenCells().Count;

    // A window has one timer for all its keys.
    public int TimerCount => OpenWindowCount;

    public override void Receive(Batch<TIn> received)
    {
        batch = received;
        columns = batch.Columns;
        nextMark = 0;
        taken.Take(batch);
        places = places.Length < batch.Count ? new int[batch.Count] : places;
        sums.ForgetKeys();
        counters.In += batch.Count;
        var row = 0;
        if (columns.Marks.Count > 0 && settings.Assigner!.HasDeadline(watermark, columns.Marks.LastWatermark(watermark), settings.Lateness))
        {
            for (var mark = 0; mark < columns.Marks.Count; mark++)
            {
                var position = columns.Marks[mark].Position;
                Process(row, position);
                row = position;
                SettleMarks(position);
            }
        }

        Process(row, batch.Count);
        SettleMarks(batch.Count);
        rowsBefore += batch.Count;
        panes.Flush();
        late.Flush();
        CheckInvariants();
    }

    private void Process(int from, int to)
    {
        while (from < to)
        {
            var failure = Locate(from, to, out var located);
            Fold(from, located);
            from = located;
            if (failure is not null)
            {
                // The key of a late element is of no interest unless a window is to have it.
                if (columns.Times[from] >= LateBefore)
                {
                    throw Failure.At(settings.Name, batch[from], failure);
                }

                TakeLate(from++);
            }
        }
    }

    private Exception? Locate(int from, int to, out int located)
    {
        var row = 0;
        try
        {
            sums.Locate(taken.Keys.AsSpan(from, to - from), places.AsSpan(from, to - from), ref row);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
        finally
        {
            located = from + row;
        }
    }

    private long SequenceOf(int row) => settings.CausesAreUnique ? columns.Causes[row] : rowsBefore + row;

    // The windows that are not due, of each key: what the general layout has a cell for.
    private HashSet<(TKey Key, long Window)> OpenCells()
    {
        var cells = new HashSet<(TKey, long)>();
        for (var place = 0; place < sums.Slices.Count; place++)
        {
            var slice = sums.Slices[place];
            for (var window = Math.Max(firstOpen, grid.FirstWindowWith(slice.Number)); window <= grid.LastWindowWith(slice.Number); window++)
            {
                foreach (var key in slice.Places)
                {
                    cells.Add((sums.KeyAt(key), window));
                }
            }
        }

        return cells;
    }

    [Conditional("DEBUG")]
    private void CheckInvariants()
    {
        sums.CheckInvariants();
        due.CheckInvariants();
        Debug.Assert(counters.Assigned == counters.InPanes + counters.Pending + counters.Expired, $"'{settings.Name}' lost count of its elements.");
        Debug.Assert(due.NextDeadline > watermark, "A window that has expired is still open.");
    }
}
