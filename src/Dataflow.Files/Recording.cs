using Dataflow.Files.Records;
using Dataflow.Files.Rows;
using Dataflow.Files.Typed;
using Dataflow.Sources;
using NodaTime;

namespace Dataflow.Files;

/// <summary>
/// Recordings as sources: one or more files read in order, JSON Lines (<c>.jsonl</c>, <c>.ndjson</c>, <c>.json</c>) or CSV with a
/// header (<c>.csv</c>), each plain or gzip; <c>-</c> is standard input. Their elements carry the event time of a field, and
/// processing time and watermarks come from the recording too.
/// </summary>
public static class Recording
{
    /// <summary>
    /// Reads records as objects: JSON as <see cref="System.Text.Json.JsonSerializer"/> does with its web defaults, CSV by the public
    /// constructor with the most parameters or, failing that, the settable properties, matched to the columns in any case.
    /// </summary>
    /// <param name="files">The files, in order.</param>
    /// <param name="options">How to read them; <see cref="RecordingOptions.TimeField"/> is required.</param>
    /// <exception cref="ArgumentException">No file, a name whose format is not known, or no time field.</exception>
    /// <exception cref="NotSupportedException">The type cannot be read from CSV.</exception>
    public static Source<T> Read<T>(IReadOnlyList<string> files, RecordingOptions options) =>
        new RecordingSource<T>(files, options, null, TypedBinder<T>.For(files, options));

    /// <inheritdoc cref="Read{T}(IReadOnlyList{string}, RecordingOptions)"/>
    /// <param name="file">The file.</param>
    /// <param name="options">How to read it; <see cref="RecordingOptions.TimeField"/> is required.</param>
    public static Source<T> Read<T>(string file, RecordingOptions options) => Read<T>([file], options);

    /// <summary>Reads records as objects that know their event time themselves.</summary>
    /// <param name="files">The files, in order.</param>
    /// <param name="eventTime">The event time of an object.</param>
    /// <param name="options">How to read them; null means the defaults.</param>
    /// <exception cref="ArgumentException">No file, or a name whose format is not known.</exception>
    /// <exception cref="NotSupportedException">The type cannot be read from CSV.</exception>
    public static Source<T> Read<T>(IReadOnlyList<string> files, Func<T, Instant> eventTime, RecordingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(eventTime);
        options ??= new RecordingOptions();
        return new RecordingSource<T>(files, options, eventTime, TypedBinder<T>.For(files, options));
    }

    /// <inheritdoc cref="Read{T}(IReadOnlyList{string}, Func{T, Instant}, RecordingOptions)"/>
    /// <param name="file">The file.</param>
    /// <param name="eventTime">The event time of an object.</param>
    /// <param name="options">How to read it; null means the defaults.</param>
    public static Source<T> Read<T>(string file, Func<T, Instant> eventTime, RecordingOptions? options = null) =>
        Read([file], eventTime, options);

    /// <summary>Reads records with a binder: the fastest way, without an allocation that the binder does not make.</summary>
    /// <param name="files">The files, in order.</param>
    /// <param name="options">How to read them; <see cref="RecordingOptions.TimeField"/> is required.</param>
    /// <param name="binder">Makes the elements.</param>
    /// <exception cref="ArgumentException">No file, a name whose format is not known, or no time field.</exception>
    public static Source<T> Read<T>(IReadOnlyList<string> files, RecordingOptions options, RecordBinder<T> binder)
    {
        ArgumentNullException.ThrowIfNull(binder);
        return new RecordingSource<T>(files, options, null, binder);
    }

    /// <summary>Reads records as rows without a type of their own.</summary>
    /// <param name="files">The files, in order.</param>
    /// <param name="options">How to read them; <see cref="RecordingOptions.TimeField"/> is required.</param>
    /// <param name="fields">The fields that the rows keep, in this order; null, the default, keeps all.</param>
    /// <exception cref="ArgumentException">No file, a name whose format is not known, or no time field.</exception>
    public static Source<Row> ReadRows(IReadOnlyList<string> files, RecordingOptions options, IReadOnlyList<string>? fields = null) =>
        new RecordingSource<Row>(files, options, null, new RowBinder(fields));

    /// <inheritdoc cref="ReadRows(IReadOnlyList{string}, RecordingOptions, IReadOnlyList{string})"/>
    /// <param name="file">The file.</param>
    /// <param name="options">How to read it; <see cref="RecordingOptions.TimeField"/> is required.</param>
    /// <param name="fields">The fields that the rows keep, in this order; null, the default, keeps all.</param>
    public static Source<Row> ReadRows(string file, RecordingOptions options, IReadOnlyList<string>? fields = null) =>
        ReadRows([file], options, fields);
}
