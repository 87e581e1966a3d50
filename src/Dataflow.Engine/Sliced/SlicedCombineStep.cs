using System.Diagnostics;
using Dataflow.Combining;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Keyed;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Watermarks;
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

    private void Fold(int from, int to)
    {
        if (from == to)
        {
            return;
        }

        var lateBefore = LateBefore;
        var times = columns.Times.AsSpan(from, to - from);
        var number = grid.SliceAt(times[0]);
        var (start, end) = grid.BoundsOf(number);
        if (start >= lateBefore && TimeColumn.RunLength(times, start, end) == times.Length)
        {
            var folded = 0;
            try
            {
                Fold(sums.Slices.FindOrAdd(number, sums.KeyCount), [], from, places.AsSpan(from, times.Length), taken.Values.AsSpan(from, times.Length), out folded);
            }
            catch (Exception e)
            {
                throw Failure.At(settings.Name, batch[from + folded], e);
            }

            return;
        }

        divided.Clear(batch.Count, sums.Slices.Count);
        if (!divided.TryDivideInTwo(columns.Times.AsSpan(0, to), from, places, taken.Values))
        {
            Divide(from, to, lateBefore);
            divided.Divide(places, taken.Values);
        }

        divided.Fold(this);
        if (divided.Failure is { } failure)
        {
            throw Failure.At(settings.Name, batch[divided.FailedRow], failure);
        }
    }

    private void Divide(int from, int to, long lateBefore)
    {
        var times = columns.Times.AsSpan(0, to);
        for (var row = divided.AddKnown(times, from); row < to; row = divided.AddKnown(times, row + 1))
        {
            var time = times[row];
            if (time >= lateBefore)
            {
                var number = grid.SliceAt(time);
                var (start, end) = grid.BoundsOf(number);
                divided.Add(row, time, sums.Slices.FindOrAdd(number, sums.KeyCount), start, end);
                continue;
            }

            try
            {
                TakeLate(row);
            }
            catch (Exception e)
            {
                divided.Fail(row, e);
                return;
            }
        }
    }

    // An element before that is in a window that was due.
    private long LateBefore => sums.SummedEnd == long.MaxValue ? long.MaxValue : grid.BoundsOf(sums.SummedEnd).Start;

    void IPartFolder<int, TValue, Slice<TAccumulator>>.Fold(
        Slice<TAccumulator> slice, ReadOnlySpan<int> rows, ReadOnlySpan<int> keys, ReadOnlySpan<TValue> values, out int folded) => Fold(slice, rows, 0, keys, values, out folded);

    // Rows are those that are told, or all from the first on; keys are told by their places.
    private void Fold(Slice<TAccumulator> slice, ReadOnlySpan<int> rows, int first, ReadOnlySpan<int> keys, ReadOnlySpan<TValue> values, out int folded)
    {
        var before = slice.Count;
        opened = opened.Length < keys.Length ? new int[keys.Length] : opened;
        slice.Fold<TValue, TOut, TFn>(keys, values, fn, sums.KeyCount, opened, out folded);
        var sequences = slice.Sequences;
        for (var cell = before; cell < sequences.Length; cell++)
        {
            var at = opened[cell - before];
            sequences[cell] = SequenceOf(rows.IsEmpty ? first + at : rows[at]);
        }

        sums.AddCells(slice.Count - before);
        slice.Elements += keys.Length;
        var windows = keys.Length * grid.WindowCountWith(slice.Number);
        counters.Assigned += windows;
        counters.Pending += windows;
        nextWindow = Math.Min(nextWindow, grid.FirstWindowWith(slice.Number));
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
