using System.Runtime.CompilerServices;
using Dataflow.Combining;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Early;
using Dataflow.Engine.Exchange;
using Dataflow.Engine.Keyed;
using Dataflow.Engine.Sessions;
using Dataflow.Engine.Sliced;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Triggered;
using Dataflow.Engine.Triggers;
using Dataflow.Engine.Windows;
using Dataflow.Graph;
using Dataflow.Running;
using Dataflow.Time;
using Dataflow.Triggers;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Planning;

/// <summary>
/// Compiles a grouping step: asks the windowing once what it needs, and gives the keyed step for it, on one worker or on several.
/// </summary>
internal sealed class CombineCompiler<TIn, TKey, TValue, TAccumulator, TOut>(
    CombineNode<TIn, TKey, TValue, TAccumulator, TOut> node,
    WindowAssigner? assigner,
    RunOptions options,
    Plan plan,
    Func<StepCounters> newCounters,
    bool inputHasCauses)
    : ICombineFnVisitor<TValue, TAccumulator, TOut, Receiver<TIn>>
{
    private readonly WindowingStrategy windowing = node.Input.Windowing;
    private readonly bool isParallel = options.Parallelism > 1;
    private Receiver<KV<TKey, TOut>> next = null!;
    private Receiver<LateElement<TIn>>? late;

    public string Description =>
        $"{(IsSimple ? "WindowedCombine" : IsSliced ? "SlicedCombine" : Early is not null ? "EarlyCombine" : SimpleSessions is not null ? "SessionCombine" : "TriggeredCombine")} '{node.Name}': {node.Fn} of {typeof(TValue).Name} by {typeof(TKey).Name}, {Layout}, "
        + $"windows {(assigner is null ? "carried by elements" : "by event time")}, {options.Parallelism} worker{(isParallel ? $"s, {Sharing}" : "")}; {windowing}";

    /// <summary>
    /// Whether the step for the default trigger serves: each window has one pane and then one for each late element, holding nothing of it, so
    /// that all keys of a window fire together.
    /// </summary>
    private bool IsSimple => HasOnePane && !windowing.WindowFn.IsMerging && assigner is null or { IsSingle: true };

    /// <summary>Whether windows may be joined from slices of the time line: each element is then folded once, however many windows it is in.</summary>
    private bool IsSliced =>
        HasOnePane
        && assigner is not null
        && windowing.WindowFn is SlidingWindows sliding
        && SliceGrid.Serves(sliding)
        && windowing.TimestampCombiner == TimestampCombiner.EndOfWindow
        && !node.Fn.DependsOnOrder
        && !RuntimeHelpers.IsReferenceOrContainsReferences<TAccumulator>();

    private bool HasOnePane =>
        !options.GeneralLayout
        && !node.Input.MayRetract
        && windowing.Trigger is DefaultTrigger
        && windowing.ClosingBehavior == ClosingBehavior.FireIfNonEmpty
        && (windowing.AccumulationMode is null or AccumulationMode.Discarding || !windowing.MayEmitSeveralPanes);

    /// <summary>
    /// Whether each worker can fold any part of the input into tables of its own. Not where elements matter one by one: for their times, or for their causes
    /// where collections meet.
    /// </summary>
    private bool IsSharedByPart =>
        isParallel && IsSimple && node.Fn.MergesExactly && assigner is not null && windowing.TimestampCombiner == TimestampCombiner.EndOfWindow && !inputHasCauses;

    private string Sharing => IsSharedByPart ? "a table a window for each, merged when it fires" : "keys split by hash, outputs in one order";

    /// <summary>
    /// The sessions for which the step for sessions alone serves, or null: a session has one pane and is gone with it, and two may be merged from their accumulators.
    /// </summary>
    private SessionAssigner? SimpleSessions =>
        !options.GeneralLayout
        && !node.Input.MayRetract
        && windowing.Trigger is DefaultTrigger
        && windowing.AllowedLateness == Duration.Zero
        && windowing.TimestampCombiner == TimestampCombiner.EndOfWindow
        && !node.Fn.DependsOnOrder
            ? assigner as SessionAssigner
            : null;

    /// <summary>
    /// What the step for early panes by a delay is told, or null if it does not serve: it knows a trigger by what a cell holds, and takes late elements one by one, if at all.
    /// </summary>
    private EarlySettings? Early =>
        !options.GeneralLayout
        && !node.Input.MayRetract
        && !windowing.WindowFn.IsMerging
        && assigner is null or { IsSingle: true }
        && windowing.Trigger is AfterWatermarkTrigger { Early: AfterProcessingTimeTrigger delay, Late: null or AfterCountTrigger { Count: 1 } } trigger
        && windowing.AccumulationMode != AccumulationMode.Retracting
        && windowing.ClosingBehavior == ClosingBehavior.FireIfNonEmpty
        && windowing.TimestampCombiner == TimestampCombiner.EndOfWindow
            ? new EarlySettings
            {
                Due = new ClockTarget(delay),
                TakesLate = trigger.Late is not null,
                Accumulates = windowing.AccumulationMode == AccumulationMode.Accumulating,
                OnTime = windowing.OnTimeBehavior,
            }
            : null;

    private string Layout =>
        IsSimple ? "one table a window"
        : IsSliced ? "one table a slice of the time line"
        : Early is not null ? "one table a window, a queue of early panes"
        : SimpleSessions is not null ? "one table of sessions by key"
        : (windowing.WindowFn.IsMerging ? "windows merged by key, a cell and timers for each" : "a table and a timer a window, a cell for each key")
            + (node.Input.MayRetract ? node.Fn.IsInvertible && !windowing.WindowFn.IsMerging ? ", values taken back by inverse" : ", values kept to be taken back" : "");

    public Receiver<TIn> Compile(Receiver<KV<TKey, TOut>> nextReceiver, Receiver<LateElement<TIn>>? lateReceiver)
    {
        (next, late) = (nextReceiver, lateReceiver);
        return node.Fn.Accept(this);
    }

    public Receiver<TIn> Visit<TFn>(TFn fn)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        var settings = new WindowedCombineSettings<TIn, TKey, TValue>
        {
            Name = node.Name,
            Key = node.Key,
            Value = node.Value,
            Assigner = assigner,
            Lateness = EventTime.ToSpanTicks(windowing.AllowedLateness),
            TimestampCombiner = windowing.TimestampCombiner,
            BatchSize = options.BatchSize,
            TracksOrder = (isParallel && !IsSharedByPart) || inputHasCauses,
            CausesAreUnique = isParallel,
        };
        if (IsSharedByPart)
        {
            var folding = new PartialFolding<TIn, TKey, TValue, TAccumulator, TOut, TFn>(settings, fn, options.Parallelism);
            plan.Settling.Add(folding);
            plan.Disposables.Add(folding);
            return Add(new WindowedCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>(settings, fn, newCounters(), next, late, folding));
        }

        if (!isParallel)
        {
            return MakeStep(settings, fn, newCounters(), next, late);
        }

        var counters = Enumerable.Range(0, options.Parallelism).Select(_ => newCounters()).ToArray();
        var step = new ParallelStep<TIn, TKey, KV<TKey, TOut>>(
            node.Name,
            node.Key,
            options.Parallelism,
            (worker, panes, lateCapture) => MakeStep(settings, fn, counters[worker], panes, late is null ? null : lateCapture),
            next,
            late,
            options.BatchSize,
            inputHasCauses);
        plan.Settling.Add(step);
        plan.Disposables.Add(step);
        return step;
    }

    private Receiver<TIn> MakeStep<TFn>(
        WindowedCombineSettings<TIn, TKey, TValue> settings,
        TFn fn,
        StepCounters counters,
        Receiver<KV<TKey, TOut>> panes,
        Receiver<LateElement<TIn>>? lateReceiver)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        if (IsSimple)
        {
            return Add(new WindowedCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>(settings, fn, counters, panes, lateReceiver));
        }

        if (IsSliced)
        {
            return Add(new SlicedCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>(settings, new SliceGrid((SlidingWindows)windowing.WindowFn), fn, counters, panes, lateReceiver));
        }

        if (Early is { } early)
        {
            return Add(new EarlyCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>(settings, early, fn, counters, panes, lateReceiver));
        }

        if (SimpleSessions is { } sessions)
        {
            return Add(new SessionCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>(settings, sessions, fn, counters, panes, lateReceiver));
        }

        return node.Input.MayRetract && !fn.IsInvertible && !windowing.WindowFn.IsMerging
            ? MakeTriggered<Multiset<TValue>, MultisetFn<TFn, TValue, TAccumulator, TOut>>(settings, new(fn), counters, panes, lateReceiver)
            : MakeTriggered<TAccumulator, TFn>(settings, fn, counters, panes, lateReceiver);
    }

    private TriggeredCombineStep<TIn, TKey, TValue, TState, TOut, TFn> MakeTriggered<TState, TFn>(
        WindowedCombineSettings<TIn, TKey, TValue> settings,
        TFn fn,
        StepCounters counters,
        Receiver<KV<TKey, TOut>> panes,
        Receiver<LateElement<TIn>>? lateReceiver)
        where TFn : struct, ICombineFn<TValue, TState, TOut>
    {
        var triggered = new TriggeredCombineSettings<TIn, TKey, TValue>
        {
            Common = settings,
            Trigger = new CompiledTrigger(windowing.Trigger, windowing.WindowFn.IsMerging),
            Mode = windowing.AccumulationMode ?? AccumulationMode.Discarding,
            OnTime = windowing.OnTimeBehavior,
            Closing = windowing.ClosingBehavior,
            Merging = WindowMerging.Of(windowing.WindowFn),
            TakesApart = windowing.WindowFn.IsMerging && node.Input.MayRetract,
            Period = windowing.WindowFn is SlidingWindows sliding && sliding.Period < sliding.Size ? EventTime.ToSpanTicks(sliding.Period) : 0,
        };
        return Add(new TriggeredCombineStep<TIn, TKey, TValue, TState, TOut, TFn>(triggered, fn, counters, panes, lateReceiver));
    }

    private TStep Add<TStep>(TStep step)
        where TStep : IStatefulStep
    {
        plan.Stateful.Add(step);
        return step;
    }
}
