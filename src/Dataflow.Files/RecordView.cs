using System.Text.Json;
using Dataflow.Files.Records;

namespace Dataflow.Files;

/// <summary>
/// A record in the reader's memory. It, and every span it gives, holds only while <see cref="RecordBinder{T}.Bind"/> runs.
/// Fields go by their index in <see cref="RecordBinder{T}.Fields"/>.
/// </summary>
public readonly ref struct RecordView
{
    internal RecordView(RecordCursor cursor) => Cursor = cursor;

    /// <summary>The file, as the caller named it.</summary>
    public string File => Cursor.File;

    /// <summary>The line on which the record starts, from 1.</summary>
    public long Line => Cursor.Line;

    internal RecordCursor Cursor { get; }

    /// <summary>What a field holds.</summary>
    public FieldKind GetKind(int field) => Cursor.KindOf(field) switch
    {
        SlotKind.Missing => FieldKind.Missing,
        SlotKind.Null => FieldKind.Null,
        SlotKind.True or SlotKind.False => FieldKind.Boolean,
        SlotKind.Number => FieldKind.Number,
        SlotKind.Json => FieldKind.Json,
        _ => FieldKind.String,
    };

    /// <summary>The text of a field in UTF-8: a string without quotes and escapes, anything else as it is written; nothing if it is null in CSV, or missing.</summary>
    /// <exception cref="RecordingException">The string has half of a surrogate pair.</exception>
    public ReadOnlySpan<byte> GetText(int field) => Cursor.TextOf(field);

    /// <summary>The bytes of a field as they are written, without quotes but with escapes.</summary>
    public ReadOnlySpan<byte> GetRaw(int field) => Cursor.Raw(field);

    /// <summary>Gets a number. In CSV, text that is a JSON number as a whole is one.</summary>
    /// <returns>False if the field holds no number, or one beyond the largest double.</returns>
    public bool TryGetNumber(int field, out Number number) => Cursor.TryGetNumber(field, out number);

    /// <summary>The number in a field.</summary>
    /// <exception cref="RecordingException">The field holds no number, or is missing.</exception>
    public Number GetNumber(int field) => Cursor.TryGetNumber(field, out var number) ? number : throw Error(field, "is not a number");

    /// <summary>Gets a time, ISO 8601 or Unix milliseconds, as ticks of 100 ns since the Unix epoch.</summary>
    public bool TryGetTicks(int field, out long ticks) => Cursor.TryGetTicks(field, out ticks);

    /// <summary>
    /// A field as a JSON value in UTF-8, <c>null</c> if it is missing: strings with no more escapes than they need, numbers and JSON
    /// as they are written. Holds only until the next call of this method or of <see cref="GetJson()"/>.
    /// </summary>
    /// <exception cref="RecordingException">The string has half of a surrogate pair.</exception>
    public ReadOnlySpan<byte> GetJson(int field) => Cursor.FieldJson(field);

    /// <summary>
    /// The whole record as a JSON object in UTF-8: a JSON line as it is written, a CSV row with the names of its columns. Holds only
    /// until the next call of this method or of <see cref="GetJson(int)"/>.
    /// </summary>
    public ReadOnlySpan<byte> GetJson() => Cursor.RecordJson();

    /// <summary>Writes the whole record as a JSON object.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteRawValue(GetJson(), skipInputValidation: true);
    }

    /// <summary>The whole record as a JSON object in UTF-8, in memory of its own.</summary>
    public byte[] ToJson() => GetJson().ToArray();

    /// <summary>A fault in a field, to throw: <c>events.jsonl:17:42: "points" is not a number: "x"</c>. If the field is missing the fault is that.</summary>
    /// <param name="field">Which field.</param>
    /// <param name="problem">What is wrong with it, for example <c>is not a number</c>.</param>
    public RecordingException Error(int field, string problem) => Cursor.Error(field, problem);

    /// <summary>A fault in the record as a whole, to throw.</summary>
    public RecordingException Error(string problem) => Cursor.Error(problem);
}
