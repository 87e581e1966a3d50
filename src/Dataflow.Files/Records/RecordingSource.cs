using Dataflow.Files.Bytes;
using Dataflow.Sources;
using Dataflow.Watermarks;
using NodaTime;

namespace Dataflow.Files.Records;

/// <summary>A recording as a source: it describes; <see cref="RecordingReader{T}"/> reads.</summary>
internal sealed class RecordingSource<T> : Source<T>
{
    private readonly string[] files;
    private readonly RecordingFormat[] formats;
    private readonly RecordingOptions options;
    private readonly Func<T, Instant>? eventTime;
    private readonly RecordBinder<T> binder;
    private readonly StandardInput standardInput;
    private int passes;

    public RecordingSource(IReadOnlyList<string> files, RecordingOptions options, Func<T, Instant>? eventTime, RecordBinder<T> binder)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        if (files.Count == 0)
        {
            throw new ArgumentException("A recording has at least one file.", nameof(files));
        }

        if (files.Count(f => f == StandardInput.Name) > 1)
        {
            throw new ArgumentException("Standard input (-) can stand in a recording only once.", nameof(files));
        }

        if (eventTime is null && options.TimeField is null)
        {
            throw new ArgumentException("The options name no field for the event time.", nameof(options));
        }

        (this.files, this.options, this.eventTime, this.binder) = ([.. files], options, eventTime, binder);
        formats = [.. files.Select(f => FileFormat.Of(f, options))];
        standardInput = new StandardInput(options.StandardInput);
    }

    public override WatermarkPolicy Watermark => options.Watermark ?? WatermarkPolicy.RecordedOrPerfect;

    public override bool IsRepeatable => !files.Contains(StandardInput.Name);

    public override SourceReader<T> Open()
    {
        var isFirst = Interlocked.Increment(ref passes) == 1;
        var projection = new Projection(binder.Projected, eventTime is null ? options.TimeField : null, options.ArrivalField);
        var inputs = new InputSequence(files, formats, options, standardInput, projection);
        return new RecordingReader<T>(inputs, options, eventTime, binder.ForReader(), isFirst);
    }

    public override string ToString()
    {
        var time = options.TimeField is { } field && eventTime is null ? $"time \"{field}\"" : "time by function";
        var arrival = options.ArrivalField is { } name ? $", arrival \"{name}\"" : "";
        return $"recording {string.Join(" ", files)} ({time}{arrival})";
    }
}
