using Dataflow.Combining;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Exchange;
using Dataflow.Engine.Keyed;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Windows;
using Dataflow.Graph;
using Dataflow.Running;
using Dataflow.Time;

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
    private readonly bool isParallel = options.Parallelism > 1;
    private Receiver<KV<TKey, TOut>> next = null!;
    private Receiver<LateElement<TIn>>? late;

    public string Description =>
        $"WindowedCombine '{node.Name}': {node.Fn} of {typeof(TValue).Name} by {typeof(TKey).Name}, one table a window, "
        + $"windows {(assigner is null ? "carried by elements" : "by event time")}, {options.Parallelism} worker{(isParallel ? "s, keys split by hash, outputs in one order" : "")}; {node.Windowing}";

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
            Lateness = EventTime.ToSpanTicks(node.Windowing.AllowedLateness),
            TimestampCombiner = node.Windowing.TimestampCombiner,
            BatchSize = options.BatchSize,
            TracksOrder = isParallel || inputHasCauses,
        };
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

    private WindowedCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn> MakeStep<TFn>(
        WindowedCombineSettings<TIn, TKey, TValue> settings,
        TFn fn,
        StepCounters counters,
        Receiver<KV<TKey, TOut>> panes,
        Receiver<LateElement<TIn>>? lateReceiver)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        var step = new WindowedCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>(settings, fn, counters, panes, lateReceiver);
        plan.Stateful.Add(step);
        return step;
    }
}
