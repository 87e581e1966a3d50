using Dataflow.Graph;
using Dataflow.Sources;
using Dataflow.Watermarks;
using NodaTime;

namespace Dataflow;

/// <summary>The sources of a pipeline.</summary>
public static class PipelineSources
{
    /// <summary>Reads a source: a recorded file, or one of your own.</summary>
    public static PCollection<T> Read<T>(this PipelineBuilder pipeline, Source<T> source, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(source);
        return pipeline.Add(name, "Read", unique => new ReadNode<T>(unique, source));
    }

    /// <summary>Takes elements without a time of their own; each stands at the start of time, in the global window.</summary>
    public static PCollection<T> Create<T>(this PipelineBuilder pipeline, IReadOnlyCollection<T> elements, string? name = null) =>
        FromCollection(pipeline, elements, new StartOfTimeFn<T>(), WatermarkPolicy.Perfect, name);

    /// <summary>Takes elements with an event time each. The watermark is perfect unless another is given.</summary>
    public static PCollection<T> Create<T>(
        this PipelineBuilder pipeline, IReadOnlyCollection<T> elements, Func<T, Instant> timestamp, WatermarkPolicy? watermark = null, string? name = null) =>
        FromCollection(pipeline, elements, Timestamps.FromInstant(timestamp), watermark ?? WatermarkPolicy.Perfect, name);

    /// <summary>Takes elements with an event time each, in the form that <see cref="Timestamps"/> names. The watermark is perfect unless another is given.</summary>
    public static PCollection<T> Create<T>(
        this PipelineBuilder pipeline, IReadOnlyCollection<T> elements, TimestampFn<T> timestamp, WatermarkPolicy? watermark = null, string? name = null) =>
        FromCollection(pipeline, elements, timestamp, watermark ?? WatermarkPolicy.Perfect, name);

    /// <summary>Takes a sequence that ends, with an event time each. It is enumerated once a run.</summary>
    public static PCollection<T> FromEnumerable<T>(
        this PipelineBuilder pipeline, IEnumerable<T> elements, Func<T, Instant> timestamp, WatermarkPolicy watermark, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(elements);
        ArgumentNullException.ThrowIfNull(watermark);
        return pipeline.Add(name, "FromEnumerable", unique =>
            new ReadNode<T>(unique, new EnumerableSource<T>(unique, elements, Timestamps.FromInstant(timestamp), watermark)));
    }

    /// <summary>
    /// Takes an asynchronous sequence, with an event time each. It is enumerated once a run, and need not end unless
    /// <paramref name="isBounded"/> says so.
    /// </summary>
    public static PCollection<T> FromAsyncEnumerable<T>(
        this PipelineBuilder pipeline,
        IAsyncEnumerable<T> elements,
        Func<T, Instant> timestamp,
        WatermarkPolicy watermark,
        bool isBounded = false,
        string? name = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(elements);
        ArgumentNullException.ThrowIfNull(watermark);
        return pipeline.Add(name, "FromAsyncEnumerable", unique =>
            new ReadNode<T>(unique, new AsyncEnumerableSource<T>(unique, elements, Timestamps.FromInstant(timestamp), watermark, isBounded)));
    }

    private static PCollection<T> FromCollection<T>(
        PipelineBuilder pipeline, IReadOnlyCollection<T> elements, TimestampFn<T> timestamp, WatermarkPolicy watermark, string? name)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(elements);
        ArgumentNullException.ThrowIfNull(timestamp);
        var array = elements as T[] ?? elements.ToArray();
        return pipeline.Add(name, "Create", unique => new ReadNode<T>(unique, new ArraySource<T>(unique, array, timestamp, watermark)));
    }
}
