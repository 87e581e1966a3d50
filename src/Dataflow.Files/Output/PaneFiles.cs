using Dataflow.Sinks;

namespace Dataflow.Files.Output;

/// <summary>
/// Files as sinks of panes and of late elements. Lines are whole whenever a file is looked at after a batch, also when the run
/// fails or is cancelled.
/// </summary>
/// <remarks>
/// Keys and values are written as <see cref="System.Text.Json.JsonSerializer"/> does with its web defaults, unless a writer is given.
/// Times are ISO 8601 in UTC, the ends of time <c>-infinity</c> and <c>infinity</c>.
/// </remarks>
public static class PaneFiles
{
    /// <summary>Writes a JSON object a pane, in the order of emission, to a file that is made anew.</summary>
    public static Sink<KV<TKey, TValue>> JsonLines<TKey, TValue>(string path, JsonValueWriter<TKey>? key = null, JsonValueWriter<TValue>? value = null) =>
        JsonLines(new OutputTarget(path), key, value);

    /// <summary>Writes a JSON object a pane, in the order of emission.</summary>
    public static Sink<KV<TKey, TValue>> JsonLines<TKey, TValue>(OutputTarget target, JsonValueWriter<TKey>? key = null, JsonValueWriter<TValue>? value = null) =>
        new TextSink<KV<TKey, TValue>>(target, () => new PaneJsonFormat<TKey, TValue>(key ?? Serialized.Write, value ?? Serialized.Write));

    /// <summary>Writes a CSV row a pane under a header, in the order of emission, to a file that is made anew.</summary>
    public static Sink<KV<TKey, TValue>> Csv<TKey, TValue>(string path, JsonValueWriter<TKey>? key = null, JsonValueWriter<TValue>? value = null) =>
        Csv(new OutputTarget(path), [], key, value);

    /// <summary>Writes a CSV row a pane under a header, in the order of emission.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="keyFields">The properties of keys that are written as objects, each a column of its own; none for keys that are one value.</param>
    /// <param name="key">Writes a key as JSON.</param>
    /// <param name="value">Writes a value as JSON; a string or number becomes the field's text, anything else stays JSON.</param>
    public static Sink<KV<TKey, TValue>> Csv<TKey, TValue>(
        OutputTarget target, IReadOnlyList<string> keyFields, JsonValueWriter<TKey>? key = null, JsonValueWriter<TValue>? value = null) =>
        new TextSink<KV<TKey, TValue>>(target, () => new PaneCsvFormat<TKey, TValue>(keyFields, key ?? Serialized.Write, value ?? Serialized.Write));

    /// <summary>Writes a JSON object an element, that of a pane without a key, to a file that is made anew.</summary>
    public static Sink<T> JsonLines<T>(string path, JsonValueWriter<T>? value = null) => JsonLines(new OutputTarget(path), value);

    /// <summary>Writes a JSON object an element, that of a pane without a key.</summary>
    public static Sink<T> JsonLines<T>(OutputTarget target, JsonValueWriter<T>? value = null) =>
        new TextSink<T>(target, () => new ElementJsonFormat<T>(value ?? Serialized.Write));

    /// <summary>Writes a JSON object a late element, as <see cref="LateJsonLines{T}(OutputTarget, JsonValueWriter{T})"/> does, to a file that is made anew.</summary>
    public static Sink<LateElement<T>> LateJsonLines<T>(string path, JsonValueWriter<T>? element = null) => LateJsonLines(new OutputTarget(path), element);

    /// <summary>Writes a JSON object a late element: <c>element</c>, <c>window</c>, <c>watermark</c>, <c>lateBy</c> and <c>reason</c>.</summary>
    public static Sink<LateElement<T>> LateJsonLines<T>(OutputTarget target, JsonValueWriter<T>? element = null) =>
        new TextSink<LateElement<T>>(target, () => new LateJsonFormat<T>(element ?? Serialized.Write));
}
