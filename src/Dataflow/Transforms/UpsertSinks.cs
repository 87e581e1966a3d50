using Dataflow.Graph;
using Dataflow.Sinks;
using Dataflow.Windowing;

namespace Dataflow;

/// <summary>Sinks that keep a table of the present results, a row for each key and window.</summary>
public static class UpsertSinks
{
    /// <summary>
    /// Writes upserts: a pane puts the row of its key and window, a retraction that no pane takes the place of deletes it. Needs panes that accumulate,
    /// and where windows merge also retract.
    /// </summary>
    /// <remarks>A problem is reported when the pipeline is built if panes would overwrite what they do not hold, or rows would stay behind.</remarks>
    public static PCollection<KV<TKey, TValue>> WriteUpsertsTo<TKey, TValue>(
        this PCollection<KV<TKey, TValue>> input, Sink<Upsert<TKey, TValue>> sink, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return input.WriteUpserts(sink, name, "WriteUpsertsTo");
    }

    /// <summary>Calls a function with each upsert: <see cref="WriteUpsertsTo"/> without a sink of your own.</summary>
    public static PCollection<KV<TKey, TValue>> ForEachUpsert<TKey, TValue>(
        this PCollection<KV<TKey, TValue>> input, Action<Upsert<TKey, TValue>> action, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        return input.WriteUpserts(new PaneCallbackSink<Upsert<TKey, TValue>>(change => action(change.Value)), name, "ForEachUpsert");
    }

    /// <summary>Keeps the present results in a dictionary: <see cref="WriteUpsertsTo"/> with rows in memory.</summary>
    public static PCollection<KV<TKey, TValue>> ToDictionary<TKey, TValue>(
        this PCollection<KV<TKey, TValue>> input, IDictionary<(TKey Key, Window Window), TValue> rows, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return input.WriteUpserts(new PaneCallbackSink<Upsert<TKey, TValue>>(change => Apply(rows, change.Value)), name, "ToDictionary");
    }

    private static PCollection<KV<TKey, TValue>> WriteUpserts<TKey, TValue>(
        this PCollection<KV<TKey, TValue>> input, Sink<Upsert<TKey, TValue>> sink, string? name, string fallback)
    {
        ArgumentNullException.ThrowIfNull(input);
        input.Pipeline.AddNode(name, fallback, unique => new WriteNode<KV<TKey, TValue>>(unique, input.Node, new UpsertAdaptor<TKey, TValue>(sink)));
        if (ProblemOf(input.Windowing) is { } problem)
        {
            input.Pipeline.AddProblem($"'{input.Name}' is written as upserts by key and window, but {problem}");
        }

        return input;
    }

    private static void Apply<TKey, TValue>(IDictionary<(TKey Key, Window Window), TValue> rows, in Upsert<TKey, TValue> change)
    {
        if (change.IsDelete)
        {
            rows.Remove((change.Key, change.Window));
        }
        else
        {
            rows[(change.Key, change.Window)] = change.Value;
        }
    }

    private static string? ProblemOf(WindowingStrategy windowing) =>
        !windowing.MayEmitSeveralPanes ? null
        : windowing.AccumulationMode == AccumulationMode.Discarding
            ? "a discarding pane does not hold what the one before held, which it would overwrite. Use AccumulatingFiredPanes() or AccumulatingAndRetractingFiredPanes()."
        : windowing.AccumulationMode == AccumulationMode.Accumulating && windowing.WindowFn.IsMerging
            ? $"the rows of windows of {windowing.WindowFn} that are merged away would stay. Use AccumulatingAndRetractingFiredPanes()."
        : null;
}
