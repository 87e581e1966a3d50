using System.Text;
using System.Text.Json;
using Dataflow.Files.Text;

namespace Dataflow.Files.Records;

/// <summary>
/// The exact way through a JSON line, by the platform's reader: nested values, escaped names, control records, and the
/// verdict on lines that are not JSON.
/// </summary>
internal static class JsonLineReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonDepth.Max };

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="offset">Where the line starts in the block.</param>
    /// <param name="fields">The wanted fields.</param>
    /// <param name="slots">Takes the values of the wanted fields.</param>
    /// <param name="control">If the line is an object with a single property that begins with <c>$</c>: its name.</param>
    /// <param name="controlValue">The value of that property.</param>
    /// <exception cref="JsonException">The line is not JSON; the exception says where.</exception>
    /// <returns>Whether the line is an object.</returns>
    public static bool Read(
        ReadOnlySpan<byte> line, int offset, JsonFields fields, Span<Slot> slots, out string? control, out Slot controlValue)
    {
        control = null;
        controlValue = default;
        var reader = new Utf8JsonReader(line, Options);
        reader.Read();
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        var count = 0;
        while (reader.Read())
        {
            if (!isObject || reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
            {
                continue;
            }

            var field = Find(ref reader, fields, count == 0, out var name);
            reader.Read();
            var value = Capture(ref reader, offset);
            if (field >= 0)
            {
                slots[field] = value;
            }

            (control, controlValue) = count == 0 ? (name, value) : (null, default);
            count++;
        }

        return isObject;
    }

    /// <summary>Where the value of a property lies, null if there is none; the line is an object.</summary>
    public static (int Place, int Length)? Find(ReadOnlySpan<byte> line, string name)
    {
        var fields = new JsonFields(new Projection([new ProjectedField(name)], null, null));
        var slots = new Slot[1];
        Read(line, 0, fields, slots, out _, out _);
        var found = slots[0];
        return found.Kind == SlotKind.Missing ? null
            : found.IsQuoted ? (found.Start - 1, found.Length + 2)
            : (found.Start, found.Length);
    }

    private static int Find(ref Utf8JsonReader reader, JsonFields fields, bool isFirst, out string? control)
    {
        // Names with escapes are rare enough to allocate.
        var name = reader.ValueIsEscaped ? DecodedName(ref reader) : reader.ValueSpan;

        control = isFirst && name is [(byte)'$', ..] ? Encoding.UTF8.GetString(name) : null;
        return fields.Find(name);
    }

    private static byte[] DecodedName(ref Utf8JsonReader reader)
    {
        var name = new byte[reader.ValueSpan.Length];
        try
        {
            return name[..reader.CopyString(name)];
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("A property name has half of a surrogate pair.", null, 0, reader.TokenStartIndex, e);
        }
    }

    private static Slot Capture(ref Utf8JsonReader reader, int offset)
    {
        var start = (int)reader.TokenStartIndex + offset;
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new Slot(start + 1, reader.ValueSpan.Length, SlotKind.String, reader.ValueIsEscaped, isQuoted: true);
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                reader.Skip();
                return new Slot(start, (int)reader.BytesConsumed + offset - start, SlotKind.Json);
            default:
                var kind = reader.TokenType switch
                {
                    JsonTokenType.True => SlotKind.True,
                    JsonTokenType.False => SlotKind.False,
                    JsonTokenType.Null => SlotKind.Null,
                    _ => SlotKind.Number,
                };
                return new Slot(start, reader.ValueSpan.Length, kind);
        }
    }
}
