using System.Diagnostics;
using Dataflow.Combining;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Keyed;

/// <summary>
/// Groups elements by key and window and combines the values of each group, under the default trigger in discarding mode:
/// a pane when the watermark passes the window's end, and one for each element that comes late but in time.
/// </summary>
/// <remarks>
/// For each batch:
/// <list type="number">
/// <item>Take the keys and values of the whole batch into columns.</item>
/// <item>Cut the batch at its marks, unless no window can be due between the first and the last of them.</item>
/// <item>Cut each part into runs of elements of one window, and find the window's table; a table that is not there is opened,
/// or the run is late if its window has expired (rule 24).</item>
/// <item>Fold the run into the cells of its keys; from a short run on, fold the rest row by row, each into the window of its time. In a window that has fired, each element is a pane of its own (rule 38).</item>
/// <item>At a mark: move the clock or the watermark, emit the panes of the windows that are due in the order of their ends
/// (rules 35 and 36), drop the windows that have expired (rule 27), and hand the mark on behind the panes.</item>
/// </list>
/// </remarks>
internal sealed partial class WindowedCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn> : Receiver<TIn>, IStatefulStep
    where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
{
    private readonly WindowedCombineSettings<TIn, TKey, TValue> settings;
    private readonly TFn fn;
    private readonly StepCounters counters;
    private readonly OpenWindows<TKey, TAccumulator> windows;
    private readonly WindowRuns<TKey, TAccumulator> runs;
    private readonly StepOutput<KV<TKey, TOut>> panes;
    private readonly LateOutput<TIn> late;
    private readonly bool keepsTimes;
    private readonly Holds<TKey, TAccumulator> holds = new();
    private readonly PartialFolding<TIn, TKey, TValue, TAccumulator, TOut, TFn>? folding;

    private readonly KeyedColumns<TIn, TKey, TValue> taken;
    private readonly WindowDirectory<TKey, TAccumulator>? alternating;
    private Columns columns = null!;
    private int nextMark;
    private long clock = EventTime.StartTicks;
    private long watermark = EventTime.StartTicks;
    private long outputWatermark = EventTime.StartTicks;

    public WindowedCombineStep(
        WindowedCombineSettings<TIn, TKey, TValue> settings,
        TFn fn,
        StepCounters counters,
        Receiver<KV<TKey, TOut>> next,
        Receiver<LateElement<TIn>>? lateNext,
        PartialFolding<TIn, TKey, TValue, TAccumulator, TOut, TFn>? folding = null)
    {
        this.settings = settings;
        this.fn = fn;
        this.counters = counters;
        this.folding = folding;
        windows = new OpenWindows<TKey, TAccumulator>(settings.Lateness);
        runs = new(settings.Assigner, windows);
        panes = new StepOutput<KV<TKey, TOut>>(next, settings.BatchSize);
        panes.Columns.Shape(withWindows: true, withFirings: true, settings.TracksOrder, settings.TracksOrder);
        late = new(lateNext, settings.BatchSize, settings.TracksOrder);
        keepsTimes = settings.TimestampCombiner != TimestampCombiner.EndOfWindow;
        taken = new(settings.Name, settings.Key, settings.Value, settings.BatchSize);
        alternating = settings.Assigner is null || keepsTimes || settings.TracksOrder ? null : new();
    }

    public string Name => settings.Name;

    public override bool ObservesMarks => true;

    public int OpenWindowCount => windows.Count;

    public int CellCount => windows.Tables.Sum(table => table.Cells.Count + table.Partials.Sum(partial => partial?.Cells.Count ?? 0));

    // A window has one timer for all its keys.
    public int TimerCount => windows.Count;

    public override void Receive(Batch<TIn> batch)
    {
        if (folding is null)
        {
            taken.Take(batch);
            ProcessAll(batch);
        }
        else
        {
            folding.Begin(batch);
            try
            {
                ProcessAll(batch);
                folding.Post(batch.Count);
            }
            catch (Exception e) when (e is not RunStoppedException)
            {
                // What failed at an earlier element comes first.
                folding.SettleAdded();
                throw;
            }
        }

        CheckInvariants();
    }

    private void ProcessAll(Batch<TIn> batch)
    {
        columns = batch.Columns;
        nextMark = 0;
        counters.In += batch.Count;
        counters.Assigned += batch.Count;
        var row = 0;
        if (!IsUndisturbed())
        {
            for (var mark = 0; mark < columns.Marks.Count; mark++)
            {
                var position = columns.Marks[mark].Position;
                Process(batch, row, position);
                row = position;
                SettleMarks(position);
            }
        }

        Process(batch, row, batch.Count);
        SettleMarks(batch.Count);
        panes.Flush();
        late.Flush();
    }

    /// <summary>
    /// Whether no window can be due or expire between the batch's first and last mark, so that every decision in the batch is
    /// the same wherever in it the watermark stands.
    /// </summary>
    private bool IsUndisturbed() =>
        columns.Marks.Count == 0
        || (settings.Assigner is { } assigner && !keepsTimes && !assigner.HasDeadline(watermark, columns.Marks.LastWatermark(watermark), settings.Lateness));

    private void Process(Batch<TIn> batch, int from, int to)
    {
        while (from < to)
        {
            var window = runs.WindowOf(columns, from);
            var end = runs.EndOfRun(columns, window, from, to);
            if (alternating is not null && end < to && end - from < LongRun)
            {
                ProcessAlternating(batch, window, from, to);
                return;
            }

            var table = TableOf(window, from);
            if (table is null)
            {
                DropLate(batch, from, end, window);
            }
            else if (table.HasFired)
            {
                EmitLatePanes(batch, table, from, end);
            }
            else
            {
                Accumulate(batch, table, from, end);
            }

            from = end;
        }
    }

    private WindowTable<TKey, TAccumulator>? TableOf(Window window, int row)
    {
        if (runs.Find(window) is { } table)
        {
            return table;
        }

        SettleMarks(row);
        return watermark >= windows.ExpiryOf(window) ? null : runs.Open(window, watermark);
    }

    private void Accumulate(Batch<TIn> batch, WindowTable<TKey, TAccumulator> table, int from, int to)
    {
        counters.Pending += to - from;
        if (folding is not null)
        {
            folding.Add(table, from, to);
            return;
        }

        table.Pending += to - from;

        var row = from;
        var folded = 0;
        try
        {
            if (!keepsTimes && !settings.TracksOrder)
            {
                table.Cells.Fold<TValue, TOut, TFn>(taken.Keys.AsSpan(from, to - from), taken.Values.AsSpan(from, to - from), fn, out folded);
            }
            else
            {
                for (; row < to; row++)
                {
                    var cell = AddToCell(table, row);
                    if (keepsTimes)
                    {
                        KeepTime(table, cell, columns.Times[row]);
                        AdvanceOutput(settings.TracksOrder ? columns.Causes[row] : 0);
                    }
                }
            }
        }
        catch (Exception e)
        {
            throw Failure.At(settings.Name, batch[row + folded], e);
        }
    }

    private int AddToCell(WindowTable<TKey, TAccumulator> table, int row)
    {
        var cells = table.Cells;
        var cell = cells.FindOrAdd(taken.Keys[row]);
        if (cell < 0)
        {
            cell = ~cell;
            cells.Accumulator(cell) = fn.CreateAccumulator();
            if (settings.TracksOrder)
            {
                table.Sequences.Add(columns.Causes[row]);
            }
        }

        fn.AddInput(ref cells.Accumulator(cell), taken.Values[row]);
        return cell;
    }

    // Rule 17, by the window's own history alone as in choice 14: an element counts if it is not behind the input watermark, or if
    // its cell holds the output watermark back to its time at least.
    private void KeepTime(WindowTable<TKey, TAccumulator> table, int cell, long time)
    {
        if ((time >= watermark || (settings.TimestampCombiner == TimestampCombiner.Latest && time >= table.Times[cell]))
            && table.Times.Add(cell, time, settings.TimestampCombiner))
        {
            holds.Add(table, cell);
        }
    }

    private void DropLate(Batch<TIn> batch, int from, int to, Window window)
    {
        counters.Expired += to - from;
        for (var row = from; row < to && late.IsRead; row++)
        {
            SettleMarks(row);
            late.Add(batch, row, window, watermark, LateReason.Expired, settings.TracksOrder ? columns.Causes[row] : 0);
        }
    }

    private WindowTable<TKey, TAccumulator>? OpenAt(Window window) => windows.Find(window) is { HasFired: false } table ? table : null;

    [Conditional("DEBUG")]
    private void CheckInvariants()
    {
        windows.CheckInvariants();
        alternating?.CheckInvariants(OpenAt);
        Debug.Assert(counters.In == counters.InPanes + counters.Pending + counters.Expired, $"'{settings.Name}' lost count of its elements.");
        Debug.Assert(windows.NextDeadline > watermark, "A window that is due is still open.");
        Debug.Assert(outputWatermark <= watermark, "The output watermark is ahead of the input watermark.");
        Debug.Assert(!keepsTimes || holds.Least() >= outputWatermark, "A hold came when the output watermark had passed it.");
        Debug.Assert(folding is not null || windows.Tables.Sum(static table => table.Pending) == counters.Pending, "The windows do not hold the elements that no pane has emitted.");
        Debug.Assert(windows.Tables.All(static table => !table.HasFired || table.Pending == 0), "A window that has fired holds elements.");
    }
}
