using System.Text;
using System.Text.Json;
using Dataflow.Files.Text;

namespace Dataflow.Files;

/// <summary>
/// A record without a type of its own: its JSON, in memory of its own, so it may be kept. Fields are found when asked for, and
/// a name that stands twice means the last. Rows are equal when their JSON is the same, byte by byte. The default has no fields.
/// </summary>
public readonly struct Row : IEquatable<Row>
{
    private readonly byte[]? json;

    internal Row(byte[] json) => this.json = json;

    /// <summary>The record as a JSON object in UTF-8: a JSON line as it is written, a CSV row with the names of its columns.</summary>
    public ReadOnlyMemory<byte> Json => json ?? "{}"u8.ToArray();

    /// <summary>The field of that name; its kind is <see cref="FieldKind.Missing"/> if there is none.</summary>
    public Field this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return Find(name);
        }
    }

    /// <summary>Whether two rows have the same JSON.</summary>
    public static bool operator ==(Row left, Row right) => left.Equals(right);

    /// <summary>Whether two rows differ in their JSON.</summary>
    public static bool operator !=(Row left, Row right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Row other) => Json.Span.SequenceEqual(other.Json.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Row other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)ByteHash.Of(Json.Span);

    /// <summary>The record as JSON.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Json.Span);

    private Field Find(string name)
    {
        var found = new Field(name, FieldKind.Missing, default);
        if (json is null)
        {
            return found;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonDepth.Max });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var kind = KindOf(reader.TokenType);
            reader.Skip();
            if (isIt)
            {
                found = new Field(name, kind, json.AsMemory(start, (int)reader.BytesConsumed - start));
            }
        }

        return found;
    }

    private static FieldKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.Null => FieldKind.Null,
        JsonTokenType.True or JsonTokenType.False => FieldKind.Boolean,
        JsonTokenType.Number => FieldKind.Number,
        JsonTokenType.String => FieldKind.String,
        _ => FieldKind.Json,
    };
}
