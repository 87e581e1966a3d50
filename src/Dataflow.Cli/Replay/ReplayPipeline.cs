using Dataflow.Cli.Options;
using Dataflow.Combining;
using Dataflow.Files;
using Dataflow.Files.Output;

namespace Dataflow.Cli.Replay;

/// <summary>Describes the pipeline of a replay; which types it has follows from the aggregate.</summary>
internal sealed class ReplayPipeline(ReplayOptions options, CommandContext context, RecordingOptions recording, KeyFields keys)
{
    /// <summary>The step whose counts the summary tells.</summary>
    public const string AggregateStep = "Aggregate";

    public const string ReadStep = "Read";

    public Pipeline Build() => options.Aggregate switch
    {
        { Kind: AggregationKind.Count } => Build(ValueReaders.Nothing, Combine.Count<ValueTuple>(), ValueWriters.Count, readsValue: false),
        { Kind: AggregationKind.Sum } => Build(ValueReaders.Number, Combine.Sum<Number>(), ValueWriters.Number),
        { Kind: AggregationKind.Min } => Build(ValueReaders.Number, Combine.Min<Number>(), ValueWriters.Number),
        { Kind: AggregationKind.Max } => Build(ValueReaders.Number, Combine.Max<Number>(), ValueWriters.Number),
        { Kind: AggregationKind.Mean } => Build(ValueReaders.Double, Combine.Mean<double>(), ValueWriters.Double),
        { Kind: AggregationKind.Top, Count: var count } => Build(ValueReaders.Number, Combine.Top<Number>(count), ValueWriters.Numbers),
        { Kind: AggregationKind.Quantile, Probability: var q } => Build(ValueReaders.Number, Combine.Quantile<Number>(q), ValueWriters.Number),
        { Kind: AggregationKind.Distinct } => Build(JsonReader, Combine.Distinct<JsonBytes>(), ValueWriters.JsonList),
        _ => Build(JsonReader, Combine.List<JsonBytes>(), ValueWriters.JsonList),
    };

    private ValueReader<JsonBytes> JsonReader => options.Value is null ? ValueReaders.Record : ValueReaders.Json;

    private Pipeline Build<TValue, TAccumulator, TOut>(
        ValueReader<TValue> read, CombineFn<TValue, TAccumulator, TOut> fn, JsonValueWriter<TOut> write, bool readsValue = true)
    {
        var binder = new ReplayBinder<TValue>(keys, readsValue ? options.Value : null, read, keepsRecord: options.Late is not null);
        return Pipeline.Build("replay", pipeline =>
        {
            var panes = pipeline.Read(Recording.Read(options.Files, recording, binder), ReadStep)
                .WindowInto(options.Windowing, "Window")
                .CombinePerKey(e => e.Key, e => e.Value, fn, AggregateStep);
            panes.WriteTo(OutputSinks.Create(options, context, write), "Panes");
            if (options.Late is { } late)
            {
                panes.Late.WriteTo(PaneFiles.LateJsonLines<ReplayEvent<TValue>>(new OutputTarget(late), ValueWriters.Record), "Late");
            }
        });
    }
}
