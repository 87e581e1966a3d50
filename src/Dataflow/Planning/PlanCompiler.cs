using Dataflow.Engine.Batches;
using Dataflow.Engine.Exchange;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Windows;
using Dataflow.Graph;
using Dataflow.Running;
using Dataflow.Windowing;

namespace Dataflow.Planning;

/// <summary>
/// Compiles a pipeline into a graph of batch operators, from the sinks up: when a node is visited, what takes from it is there.
/// Steps from which nothing is taken are left out.
/// </summary>
internal sealed class PlanCompiler : INodeVisitor
{
    private readonly RunOptions options;
    private readonly Plan plan = new();
    private readonly Consumers consumers = new();
    private readonly Dictionary<PipelineNode, object> lateConsumers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(PipelineNode, int), object> partConsumers = [];
    private readonly Dictionary<PipelineNode, int> places = new(ReferenceEqualityComparer.Instance);
    private readonly CauseCounter? causes;
    private CallSite site = CallSite.First;

    private PlanCompiler(Pipeline pipeline, RunOptions options)
    {
        this.options = options;
        for (var place = 0; place < pipeline.Nodes.Count; place++)
        {
            places.Add(pipeline.Nodes[place], place);
        }

        // Where collections meet, what came first must not depend on which worker was done first.
        plan.SettlesEachBatch = pipeline.Nodes.Any(node => node.Inputs.Count > 1);
        causes = pipeline.Nodes.Any(SharedSources.Meet) ? new CauseCounter() : null;
    }

    public static Plan Compile(Pipeline pipeline, RunOptions options)
    {
        var compiler = new PlanCompiler(pipeline, options);
        foreach (var node in pipeline.Nodes.Reverse())
        {
            node.Accept(compiler);
        }

        compiler.plan.Sources.Reverse();
        compiler.plan.Settling.Reverse();
        compiler.plan.Operators.Reverse();
        return compiler.plan;
    }

    public void Visit<T>(ReadNode<T> node)
    {
        if (consumers.Of(node) is { } next)
        {
            plan.Sources.Add(new SourceDriver<T>(node.Source, NewCounters(node), next, causes));
            Plan(node, $"Source '{node.Name}': {node.Settings}");
        }
    }

    public void Visit<TIn, TOut>(SelectNode<TIn, TOut> node)
    {
        if (consumers.Of(node) is { } next)
        {
            consumers.Add(node.Input, new SelectStep<TIn, TOut>(node.Name, node.Selector, NewCounters(node), next, options.BatchSize, NextSite()));
            PlanStateless(node, "Select");
        }
    }

    public void Visit<T>(WhereNode<T> node)
    {
        if (consumers.Of(node) is { } next)
        {
            consumers.Add(node.Input, new WhereStep<T>(node.Name, node.Predicate, NewCounters(node, StepKind.Filter), next, options.BatchSize, NextSite()));
            PlanStateless(node, "Where");
        }
    }

    public void Visit<TIn, TOut>(SelectManyNode<TIn, TOut> node)
    {
        if (consumers.Of(node) is { } next)
        {
            consumers.Add(node.Input, new SelectManyStep<TIn, TOut>(node.Name, node.Selector, NewCounters(node), next, options.BatchSize));
            PlanStateless(node, "SelectMany");
        }
    }

    public void Visit<TIn, TOut>(ParDoNode<TIn, TOut> node)
    {
        if (consumers.Of(node) is { } next)
        {
            var counters = NewCounters(node);
            var step = new ParDoStep<TIn, TOut>(node.Name, node.Function, SingleAssignerOf(node.Input), counters, next, options.BatchSize);
            consumers.Add(node.Input, WithSeveralWindows(node.Input, step, counters));
            PlanStateless(node, "ParDo");
        }
    }

    public void Visit<T>(WithTimestampsNode<T> node)
    {
        if (consumers.Of(node) is { } next)
        {
            var counters = NewCounters(node);
            var step = new WithTimestampsStep<T>(node.Name, node.Timestamp, counters, next, options.BatchSize);
            consumers.Add(node.Input, node.CarriesWindows ? WithWindows(node.Input, step, counters) : step);
            PlanStateless(node, "WithTimestamps");
        }
    }

    // Windows are assigned where they are first needed; until then they follow from the event time. Those that follow from the element are
    // assigned at once.
    public void Visit<T>(WindowNode<T> node)
    {
        if (consumers.Of(node) is { } next)
        {
            if (node.Windowing.WindowFn is WindowFn<T> custom)
            {
                next = new ExplicitWindowsStep<T>(node.Name, new CustomAssigner<T>(custom), NewCounters(node), next, options.BatchSize);
                Plan(node, $"AssignWindows '{node.Name}': {custom}");
            }

            consumers.Add(node.Input, next);
        }
    }

    public void Visit<TIn, TKey, TValue, TAccumulator, TOut>(CombineNode<TIn, TKey, TValue, TAccumulator, TOut> node)
    {
        var late = lateConsumers.TryGetValue(node, out var found) ? (Receiver<LateElement<TIn>>)found : null;
        var next = consumers.Of(node);
        if (next is not null || late is not null)
        {
            var compiler = new CombineCompiler<TIn, TKey, TValue, TAccumulator, TOut>(
                node, AssignerOf(node.Input), options, plan, () => NewCounters(node, StepKind.Grouping), inputHasCauses: causes is not null);
            consumers.Add(node.Input, compiler.Compile(next ?? new FanOut<KV<TKey, TOut>>([]), late));
            Plan(node, compiler.Description);
        }
    }

    public void Visit<T>(LateNode<T> node)
    {
        if (consumers.Of(node) is { } next)
        {
            lateConsumers.Add(node.Combine, next);
        }
    }

    public void Visit<T>(FlattenNode<T> node)
    {
        if (consumers.Of(node) is not { } next)
        {
            return;
        }

        var counters = NewCounters(node);
        IReadOnlyList<Receiver<T>> inputs;
        if (SharedSources.Meet(node))
        {
            var step = new AlignedFlattenStep<T>(node.Collections.Count, counters, next, options.BatchSize);
            plan.Settling.Add(step);
            inputs = step.Inputs;
            Plan(node, $"AlignedFlatten '{node.Name}': {node.Collections.Count} inputs that share a source, in the order of their causes");
        }
        else
        {
            inputs = new FlattenStep<T>(node.Collections.Count, counters, next, options.BatchSize).Inputs;
            Plan(node, $"Flatten '{node.Name}': {node.Collections.Count} inputs");
        }

        for (var i = 0; i < inputs.Count; i++)
        {
            var input = node.Collections[i];
            consumers.Add(input, node.CarriesWindows ? WithWindows(input, inputs[i], counters) : inputs[i]);
        }
    }

    public void Visit<T>(PartitionNode<T> node)
    {
        var parts = Enumerable.Range(0, node.Count)
            .Select(index => partConsumers.TryGetValue((node, index), out var found) ? (Receiver<T>)found : new FanOut<T>([]))
            .ToArray();
        if (parts.Any(part => part is not FanOut<T> { IsEmpty: true }))
        {
            consumers.Add(node.Input, new PartitionStep<T>(node.Name, node.Partition, NewCounters(node), parts, options.BatchSize));
            Plan(node, $"Partition '{node.Name}': {node.Settings}");
        }
    }

    public void Visit<T>(PartitionOutputNode<T> node)
    {
        if (consumers.Of(node) is { } next)
        {
            partConsumers.Add((node.Partition, node.Index), next);
        }
    }

    public void Visit<T>(ForEachNode<T> node)
    {
        consumers.Add(node.Input, new ForEachSink<T>(node.Name, node.Action, plan.Stop, NewCounters(node)));
        Plan(node, $"Sink '{node.Name}': a callback");
    }

    public void Visit<T>(WriteNode<T> node)
    {
        var counters = NewCounters(node);
        var step = new WriteStep<T>(node.Name, node.Sink, SingleAssignerOf(node.Input), plan.Stop, counters);
        plan.Sinks.Add(step);
        consumers.Add(node.Input, WithSeveralWindows(node.Input, step, counters));
        Plan(node, $"Sink '{node.Name}': {node.Settings}");
    }

    /// <summary>Assigns the windows of a collection; null if its elements carry them.</summary>
    private static WindowAssigner? AssignerOf<T>(CollectionNode<T> node) =>
        node.CarriesWindows ? null : WindowAssigner.Of(node.Windowing.WindowFn);

    /// <summary>Assigns the windows of a collection in which every element is in one; null if elements carry theirs, or are made to.</summary>
    private static WindowAssigner? SingleAssignerOf<T>(CollectionNode<T> node) => AssignerOf(node) is { IsSingle: true } assigner ? assigner : null;

    private Receiver<T> WithSeveralWindows<T>(CollectionNode<T> input, Receiver<T> next, StepCounters counters) =>
        SingleAssignerOf(input) is null ? WithWindows(input, next, counters) : next;

    private Receiver<T> WithWindows<T>(CollectionNode<T> input, Receiver<T> next, StepCounters counters) =>
        AssignerOf(input) is { } assigner ? new ExplicitWindowsStep<T>(counters.Name, ElementAssigner<T>.Of(assigner), counters, next, options.BatchSize) : next;

    private CallSite NextSite() => site = site.Next;

    private StepCounters NewCounters(PipelineNode node, StepKind kind = StepKind.Other)
    {
        var counters = new StepCounters(node.Name, kind);
        if (!plan.Counters.TryGetValue(places[node], out var all))
        {
            plan.Counters.Add(places[node], all = []);
        }

        all.Add(counters);
        return counters;
    }

    private void Plan(PipelineNode node, string text) => plan.Operators.Add(new PlannedOperator(node, text, IsStateless: false, HasOneConsumer: !consumers.HasSeveral(node)));

    private void PlanStateless(PipelineNode node, string kind) =>
        plan.Operators.Add(new PlannedOperator(node, $"{kind} '{node.Name}'", IsStateless: true, HasOneConsumer: !consumers.HasSeveral(node)));
}
