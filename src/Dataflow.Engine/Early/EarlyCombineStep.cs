using Dataflow.Combining;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Keyed;
using Dataflow.Engine.Steps;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Early;

/// <summary>
/// Groups elements by key and window and combines the values of each group. A pane is due a delay of processing time after its first element, and one at the end of the window. After that each element that
/// is late but in time is a pane, or no more come but for keys that are new. For windows that do not merge, and panes that carry the end of the window.
/// </summary>
/// <remarks>
/// A cell waits for its timer as long as it holds an element that no pane has emitted: it needs no state of a trigger. All elements between two marks come at one instant of the clock, so
/// what they begin is due together.
/// </remarks>
internal sealed partial class EarlyCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn> : Receiver<TIn>, IStatefulStep
    where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
{
    private readonly WindowedCombineSettings<TIn, TKey, TValue> settings;
    private readonly EarlySettings early;
    private readonly TFn fn;
    private readonly bool hasEmptyOutput;
    private readonly StepCounters counters;
    private readonly OpenWindows<TKey, EarlyCell<TAccumulator>> windows;
    private readonly WindowRuns<TKey, EarlyCell<TAccumulator>> runs;
    private readonly EarlyTimers<TKey, EarlyCell<TAccumulator>> timers = new();
    private readonly StepOutput<KV<TKey, TOut>> panes;
    private readonly LateOutput<TIn> late;
    private readonly KeyedColumns<TIn, TKey, TValue> taken;

    private Batch<TIn> batch = null!;
    private Columns columns = null!;
    private int[] begun;
    private int begunCount;
    private long clock = EventTime.StartTicks;
    private long watermark = EventTime.StartTicks;

    public EarlyCombineStep(
        WindowedCombineSettings<TIn, TKey, TValue> settings,
        EarlySettings early,
        TFn fn,
        StepCounters counters,
        Receiver<KV<TKey, TOut>> next,
        Receiver<LateElement<TIn>>? lateNext)
    {
        (this.settings, this.early, this.fn, this.counters) = (settings, early, fn, counters);
        hasEmptyOutput = fn.HasEmptyOutput;
        windows = new(settings.Lateness);
        runs = new(settings.Assigner, windows);
        panes = new StepOutput<KV<TKey, TOut>>(next, settings.BatchSize);
        panes.Columns.Shape(withWindows: true, withFirings: true, settings.TracksOrder, settings.TracksOrder);
        late = new(lateNext, settings.BatchSize, settings.TracksOrder);
        taken = new(settings.Name, settings.Key, settings.Value, settings.BatchSize);
        begun = new int[settings.BatchSize];
    }

    public string Name => settings.Name;

    public override bool ObservesMarks => true;

    public int OpenWindowCount => windows.Count;

    public int CellCount => windows.Tables.Sum(static table => table.Cells.Count);

    // A window has one timer for all its keys, and each key one for the clock.
    public int TimerCount => windows.Count + timers.Count;

    public override void Receive(Batch<TIn> received)
    {
        batch = received;
        columns = batch.Columns;
        begun = begun.Length < batch.Count ? new int[batch.Count] : begun;
        taken.Take(batch);
        counters.In += batch.Count;
        counters.Assigned += batch.Count;
        var row = 0;
        foreach (ref readonly var mark in columns.Marks.Span)
        {
            Process(row, mark.Position);
            row = mark.Position;
            Settle(mark);
        }

        Process(row, batch.Count);
        panes.Flush();
        late.Flush();
        CheckInvariants();
    }

    private void Process(int from, int to)
    {
        while (from < to)
        {
            var window = runs.WindowOf(columns, from);
            var end = runs.EndOfRun(columns, window, from, to);
            var table = runs.Find(window) ?? (watermark >= windows.ExpiryOf(window) ? null : runs.Open(window, watermark));
            if (table is null)
            {
                counters.Expired += end - from;
                DropLate(from, end, window);
            }
            else if (table.HasFired)
            {
                for (var row = from; row < end; row++)
                {
                    TakeLate(table, row);
                }
            }
            else
            {
                Accumulate(table, from, end);
            }

            from = end;
        }
    }

    private void DropLate(int from, int to, Window window)
    {
        for (var row = from; row < to && late.IsRead; row++)
        {
            late.Add(batch, row, window, watermark, LateReason.Expired, CauseOf(row));
        }
    }

    private long CauseOf(int row) => settings.TracksOrder ? columns.Causes[row] : 0;
}
