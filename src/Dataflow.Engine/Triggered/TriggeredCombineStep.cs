using Dataflow.Combining;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Keyed;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Triggers;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <summary>
/// Groups elements by key and window and combines the values of each group, for every window function, trigger and accumulation mode, and for
/// input that takes elements back. Elements and marks are taken as if one at a time, in order, with triggers asked after each (choice 1); those that
/// change nothing but an accumulator go before others of their batch, of other keys.
/// </summary>
/// <remarks>
/// For each element and each of its windows:
/// <list type="number">
/// <item>Find the cell. Where windows merge, merge first and judge lateness after (choice 15).</item>
/// <item>Drop the element if the window has expired (rule 24) or its trigger has finished (rule 26).</item>
/// <item>Add it to the accumulator or take it out, hold the output watermark back for it (rules 16 and 17), and tell the trigger.</item>
/// <item>If the trigger says so, fire: retract what was emitted, emit, release the hold.</item>
/// </list>
/// A mark of the clock or the watermark wakes the cells whose timers it passes, in the order of <see cref="Rank"/>.
/// </remarks>
internal sealed partial class TriggeredCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn> : Receiver<TIn>, IStatefulStep
    where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
{
    private readonly TriggeredCombineSettings<TIn, TKey, TValue> settings;
    private readonly WindowedCombineSettings<TIn, TKey, TValue> common;
    private readonly TFn fn;
    private readonly bool hasEmptyOutput;
    private readonly long endsIncluded;
    private readonly StepCounters counters;
    private readonly CompiledTrigger trigger;
    private readonly TriggerMachine root;
    private readonly ICellIndex<TKey, Cell<TKey, TAccumulator, TOut>> index;
    private readonly MergingWindowIndex<TKey, TAccumulator, TOut>? merging;
    private readonly SharedWindowIndex<TKey, TAccumulator, TOut>? shared;
    private readonly bool takesQuietly;
    private readonly IndexedHeap<Cell<TKey, TAccumulator, TOut>> eventTimers = new();
    private readonly IndexedHeap<SharedWindow<TKey, TAccumulator, TOut>> windowTimers = new();
    private readonly TimerQueue<Cell<TKey, TAccumulator, TOut>> clockTimers = new();
    private readonly IndexedHeap<Cell<TKey, TAccumulator, TOut>> holds = new();
    private readonly Stack<Cell<TKey, TAccumulator, TOut>> free = new();
    private readonly StepOutput<KV<TKey, TOut>> panes;
    private readonly LateOutput<TIn> late;
    private readonly KeyedColumns<TIn, TKey, TValue> taken;
    private readonly List<Window> assigned = [];

    private Batch<TIn> batch = null!;
    private Columns columns = null!;
    private int nextMark;
    private long clock = EventTime.StartTicks;
    private long watermark = EventTime.StartTicks;
    private long outputWatermark = EventTime.StartTicks;
    private bool isInstantOver;

    // What happens now, and when it was due: where its panes stand in the order of the run.
    private long cause;
    private long due;
    private long sequence;

    public TriggeredCombineStep(
        TriggeredCombineSettings<TIn, TKey, TValue> settings,
        TFn fn,
        StepCounters counters,
        Receiver<KV<TKey, TOut>> next,
        Receiver<LateElement<TIn>>? lateNext)
    {
        this.settings = settings;
        this.fn = fn;
        this.counters = counters;
        common = settings.Common;
        hasEmptyOutput = fn.HasEmptyOutput;
        endsIncluded = settings.Merging is { IsSessions: true, Sessions.IsInclusive: true } ? 1 : 0;
        trigger = settings.Trigger;
        root = trigger.Root;
        merging = settings.Merging is null ? null : new();
        elements = merging is not null && (settings.TakesApart || fn.DependsOnOrder) ? new() : null;
        shared = settings.Merging is null ? new() : null;
        index = merging is not null ? merging : shared!;
        takesQuietly = shared is not null && common.Assigner is null or { IsSingle: true } && common.TimestampCombiner == TimestampCombiner.EndOfWindow;
        taken = new(common.Name, common.Key, common.Value, common.BatchSize);
        panes = new StepOutput<KV<TKey, TOut>>(next, common.BatchSize);
        panes.Columns.Shape(withWindows: true, withFirings: true, common.TracksOrder, common.TracksOrder);
        late = new(lateNext, common.BatchSize, common.TracksOrder);
    }

    public string Name => common.Name;

    public override bool ObservesMarks => true;

    public int OpenWindowCount => index.WindowCount;

    public int CellCount => index.CellCount;

    public int TimerCount => eventTimers.Count + windowTimers.Count + clockTimers.Count + holds.Count;

    public override void Receive(Batch<TIn> received)
    {
        batch = received;
        columns = batch.Columns;
        nextMark = 0;
        endOfRun = 0;
        taken.Take(batch);
        counters.In += batch.Count;
        for (var row = 0; row < batch.Count;)
        {
            SettleMarks(row);
            var end = nextMark < columns.Marks.Count ? columns.Marks[nextMark].Position : batch.Count;
            if (takesQuietly && row < end)
            {
                row = TakeTogether(row, end);
            }
            else if (row < end)
            {
                Process(row++);
                CheckSmallState();
            }
        }

        SettleMarks(batch.Count);
        panes.Flush();
        late.Flush();
        CheckInvariants();
    }

    private void Process(int row)
    {
        cause = common.TracksOrder ? columns.Causes[row] : 0;
        sequence = common.CausesAreUnique ? cause : sequence + 1;
        due = 0;
        assigned.Clear();
        if (common.Assigner is { } assigner)
        {
            assigner.Assign(columns.Times[row], assigned);
        }
        else
        {
            assigned.Add(columns.Windows[row]);
        }

        counters.Assigned += assigned.Count;
        counters.Unassigned += assigned.Count == 0 ? 1 : 0;
        try
        {
            foreach (var window in assigned)
            {
                Process(row, window);
            }
        }
        catch (Exception e)
        {
            throw Failure.At(common.Name, batch[row], e);
        }

        AdvanceOutput();
    }

    private void Process(int row, Window window)
    {
        if (settings.TakesApart && IsRetraction(row))
        {
            TakeBack(row, window);
            return;
        }

        var cell = merging is null ? CellOf(row, window) : MergedCellOf(row, window);
        if (cell is null)
        {
            counters.Expired++;
            late.Add(batch, row, window, watermark, LateReason.Expired, cause);
        }
        else if (cell.IsClosed)
        {
            counters.Closed++;
            late.Add(batch, row, cell.Window, watermark, LateReason.Closed, cause);
        }
        else
        {
            elements?.Of(cell).Add(new Contribution<TValue>(taken.Values[row], columns.Times[row], sequence, window));
            KeepTime(cell, window, columns.Times[row]);
            Take(cell, row);
        }
    }

    private bool IsRetraction(int row) => columns.HasFirings && columns.Firings[row].IsRetraction;

    private Cell<TKey, TAccumulator, TOut>? CellOf(int row, Window window)
    {
        var key = taken.Keys[row];
        return index.Find(key, window) ?? (watermark >= ExpiryOf(window) ? null : Open(key, window));
    }

    private Cell<TKey, TAccumulator, TOut> Open(TKey key, Window window)
    {
        if (!free.TryPop(out var cell))
        {
            cell = new(trigger.NewState());
        }

        trigger.CopyInitial(cell.TriggerState);
        cell.Open(key, window, IsPast(window), sequence, fn.CreateAccumulator());
        index.Add(key, window, cell);
        SetEventTimer(cell);
        return cell;
    }

    private void Take(Cell<TKey, TAccumulator, TOut> cell, int row)
    {
        var time = columns.Times[row];
        Awake(cell);
        if (IsRetraction(row))
        {
            fn.RemoveInput(ref cell.Accumulator, taken.Values[row]);
            cell.Balance--;
        }
        else
        {
            fn.AddInput(ref cell.Accumulator, taken.Values[row]);
            cell.Balance++;
        }

        cell.Pending++;
        counters.Pending++;
        (cell.HasNew, cell.HoldsNew) = (true, true);
        HoldFor(cell, time);
        var context = ContextOf(cell);
        root.OnElements(context, 1);
        FireIfReady(cell, context);
        SetClockTimer(cell, clock);
        Rest(cell);
    }

    /// <summary>
    /// The watermark at which a window is complete: its end (choice 3), or a tick later where an element at the end itself would still be a part of
    /// the session.
    /// </summary>
    private long CompletionOf(Window window) => EventTime.Add(window.EndTicks, endsIncluded);

    private bool IsPast(Window window) => watermark >= CompletionOf(window);

    /// <summary>The watermark at which a window expires: one tick after its GC time (rules 24 and 27).</summary>
    private long ExpiryOf(Window window) => EventTime.Add(CompletionOf(window), common.Lateness);

    private TriggerContext ContextOf(Cell<TKey, TAccumulator, TOut> cell) =>
        new(cell.TriggerState, CompletionOf(cell.Window), watermark, clock, isInstantOver);
}
