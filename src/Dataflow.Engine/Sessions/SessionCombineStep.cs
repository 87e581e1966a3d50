using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dataflow.Combining;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Keyed;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Windows;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Sessions;

/// <summary>
/// Groups elements by key and session and combines the values of each group, under the default trigger and without allowed lateness: a session has one pane,
/// when the watermark passes its end, and is gone.
/// </summary>
/// <remarks>
/// For each batch:
/// <list type="number">
/// <item>Take the keys and values of the whole batch into columns, and cut it at its marks.</item>
/// <item>Find the latest session of an element's key. One that the element falls into takes it and at most ends later: no other is touched, and no timer.</item>
/// <item>Else look through the key's sessions: the element extends one, makes two into one, opens one, or is late (choice 15 and rule 24).</item>
/// <item>At a mark: move the clock or the watermark, emit the sessions that are complete in the order of their windows (rule 35), forget them (rule 27), and hand the mark on
/// behind the panes.</item>
/// </list>
/// </remarks>
internal sealed partial class SessionCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn> : Receiver<TIn>, IStatefulStep
    where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
{
    private readonly WindowedCombineSettings<TIn, TKey, TValue> settings;
    private readonly SessionRule rule;
    private readonly long gap;
    private readonly long endsIncluded;
    private readonly TFn fn;
    private readonly StepCounters counters;
    private readonly OpenSessions<TKey, TAccumulator> open;
    private readonly StepOutput<KV<TKey, TOut>> panes;
    private readonly LateOutput<TIn> late;
    private readonly KeyedColumns<TIn, TKey, TValue> taken;

    private Batch<TIn> batch = null!;
    private Columns columns = null!;
    private long rowsBefore;
    private long clock = EventTime.StartTicks;
    private long watermark = EventTime.StartTicks;
    private long outputWatermark = EventTime.StartTicks;

    public SessionCombineStep(
        WindowedCombineSettings<TIn, TKey, TValue> settings,
        SessionAssigner sessions,
        TFn fn,
        StepCounters counters,
        Receiver<KV<TKey, TOut>> next,
        Receiver<LateElement<TIn>>? lateNext)
    {
        this.settings = settings;
        (rule, gap) = (sessions.Rule, sessions.Gap);
        endsIncluded = rule.IsInclusive ? 1 : 0;
        this.fn = fn;
        this.counters = counters;
        open = new OpenSessions<TKey, TAccumulator>(rule, gap);
        panes = new StepOutput<KV<TKey, TOut>>(next, settings.BatchSize);
        panes.Columns.Shape(withWindows: true, withFirings: true, settings.TracksOrder, settings.TracksOrder);
        late = new(lateNext, settings.BatchSize, settings.TracksOrder);
        taken = new(settings.Name, settings.Key, settings.Value, settings.BatchSize);
    }

    public string Name => settings.Name;

    public override bool ObservesMarks => true;

    public int OpenWindowCount => open.Count;

    public int CellCount => open.Count;

    public int TimerCount => open.Count;

    public override void Receive(Batch<TIn> received)
    {
        batch = received;
        columns = batch.Columns;
        taken.Take(batch);
        counters.In += batch.Count;
        counters.Assigned += batch.Count;
        var row = 0;
        for (var mark = 0; mark < columns.Marks.Count; mark++)
        {
            var position = columns.Marks[mark].Position;
            Take(row, position);
            row = position;
            Settle(columns.Marks[mark]);
        }

        Take(row, batch.Count);
        rowsBefore += batch.Count;
        panes.Flush();
        late.Flush();
        CheckInvariants();
    }

    private void Take(int from, int to)
    {
        counters.Pending += to - from;
        var row = from;
        try
        {
            while (true)
            {
                var latest = open.Fold<TValue, TOut, TFn>(taken.Keys, columns.Times, taken.Values, fn, to, ref row, out var hash);
                if (row == to)
                {
                    return;
                }

                TakeElsewhere(hash, latest, row);
                row++;
            }
        }
        catch (Exception e)
        {
            throw Failure.At(settings.Name, batch[row], e);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(ref Session<TKey, TAccumulator> session, int row)
    {
        fn.AddInput(ref session.Accumulator, taken.Values[row]);
        session.Count++;
    }

    /// <summary>Takes an element that does not fall into the latest session of its key.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeElsewhere(int hash, int latest, int row)
    {
        var own = rule.Assign(columns.Times[row], gap);
        var (earlier, later) = (latest, 0);
        while (earlier != 0 && open[earlier].Start > own.StartTicks)
        {
            (earlier, later) = (open[earlier].Earlier, earlier);
        }

        // No session is shorter than the gap but where it is cut, so the element's own window meets one on either side at most.
        var meetsEarlier = earlier != 0 && rule.Merges(WindowOf(earlier), own);
        if (later != 0 && rule.Merges(own, WindowOf(later)))
        {
            if (meetsEarlier)
            {
                Merge(earlier, later);
            }

            ref var session = ref open[later];
            session.Start = Math.Min(session.Start, own.StartTicks);
            Add(ref session, row);
        }
        else if (meetsEarlier)
        {
            ref var session = ref open[earlier];
            session.End = Math.Max(session.End, own.EndTicks);
            Add(ref session, row);
        }
        else if (watermark >= open.CompletionOf(own.EndTicks))
        {
            DropLate(row, own);
        }
        else
        {
            ref var session = ref open[open.Open(taken.Keys[row], hash, earlier, later, own.StartTicks, own.EndTicks)];
            session.Accumulator = fn.CreateAccumulator();
            session.Sequence = settings.CausesAreUnique ? columns.Causes[row] : rowsBefore + row;
            Add(ref session, row);
        }
    }

    private Window WindowOf(int place)
    {
        ref readonly var session = ref open[place];
        return new(session.Start, session.End);
    }

    // The one that came first takes what the other holds, so that an output depends on the order of arrival alone.
    private void Merge(int earlier, int later)
    {
        ref var from = ref open[earlier];
        ref var into = ref open[later];
        if (from.Sequence < into.Sequence)
        {
            fn.MergeAccumulator(ref from.Accumulator, into.Accumulator);
            (into.Accumulator, into.Sequence) = (from.Accumulator, from.Sequence);
        }
        else
        {
            fn.MergeAccumulator(ref into.Accumulator, from.Accumulator);
        }

        into.Start = from.Start;
        into.Count += from.Count;
        open.CloseMerged(earlier);
    }

    private void DropLate(int row, Window window)
    {
        counters.Pending--;
        counters.Expired++;
        late.Add(batch, row, window, watermark, LateReason.Expired, settings.TracksOrder ? columns.Causes[row] : 0);
    }

    [Conditional("DEBUG")]
    private void CheckInvariants()
    {
        open.CheckInvariants();
        Debug.Assert(counters.In == counters.InPanes + counters.Pending + counters.Expired, $"'{settings.Name}' lost count of its elements.");
        Debug.Assert(outputWatermark <= watermark, "The output watermark is ahead of the input watermark.");
        Debug.Assert(open.All.Sum(static session => session.Count) == counters.Pending, "The sessions do not hold the elements that no pane has emitted.");
        Debug.Assert(open.All.All(session => open.CompletionOf(session.End) > watermark), "A session that is complete is still open.");
    }
}
