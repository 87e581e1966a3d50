using System.Text;
using System.Text.Json;
using Dataflow.Files.Text;
using NodaTime;

namespace Dataflow.Files;

/// <summary>A field of a <see cref="Row"/>. What it does not hold it refuses, by its name.</summary>
public readonly struct Field
{
    internal Field(string name, FieldKind kind, ReadOnlyMemory<byte> json) => (Name, Kind, Json) = (name, kind, json);

    /// <summary>The name that was asked for.</summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public FieldKind Kind { get; }

    /// <summary>The value as JSON in UTF-8; nothing if it is missing.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Whether it is missing or null.</summary>
    public bool IsNull => Kind is FieldKind.Missing or FieldKind.Null;

    /// <summary>Gets a number.</summary>
    public bool TryGetNumber(out Number number)
    {
        number = default;
        return Kind == FieldKind.Number && Number.TryParse(Json.Span, out number);
    }

    /// <summary>Gets a whole number of 64 bits.</summary>
    public bool TryGetInt64(out long value)
    {
        value = 0;
        return TryGetNumber(out var number) && number.TryGetInt64(out value);
    }

    /// <summary>Gets a time: an ISO 8601 string, or a whole number of Unix milliseconds.</summary>
    public bool TryGetInstant(out Instant instant)
    {
        var ticks = 0L;
        var isTime = Kind switch
        {
            FieldKind.String when Json.Span.Contains((byte)'\\') => TimestampText.TryParseIso(Encoding.UTF8.GetBytes(Decode()), out ticks),
            FieldKind.String => TimestampText.TryParseIso(Json.Span[1..^1], out ticks),
            FieldKind.Number => TimestampText.TryParseUnixMilliseconds(Json.Span, out ticks),
            _ => false,
        };
        instant = Instant.FromUnixTimeTicks(ticks);
        return isTime;
    }

    /// <summary>The number.</summary>
    /// <exception cref="FormatException">It holds none.</exception>
    public Number GetNumber() => TryGetNumber(out var number) ? number : throw Refuse("is not a number");

    /// <summary>The number as the nearest double.</summary>
    /// <exception cref="FormatException">It holds none.</exception>
    public double GetDouble() => GetNumber().ToDouble();

    /// <summary>The whole number.</summary>
    /// <exception cref="FormatException">It holds none, or none of 64 bits.</exception>
    public long GetInt64() => TryGetInt64(out var value) ? value : throw Refuse("is not a whole number of 64 bits");

    /// <summary>The time.</summary>
    /// <exception cref="FormatException">It holds none.</exception>
    public Instant GetInstant() => TryGetInstant(out var instant) ? instant : throw Refuse("is not a time");

    /// <summary>True or false.</summary>
    /// <exception cref="FormatException">It holds neither.</exception>
    public bool GetBoolean() => Kind == FieldKind.Boolean ? Json.Span[0] == 't' : throw Refuse("is neither true nor false");

    /// <summary>The text of a string; what else it holds as JSON, so that an identifier may be a number; null for null.</summary>
    /// <exception cref="FormatException">It is missing, or has half of a surrogate pair.</exception>
    public string? GetString() => Kind switch
    {
        FieldKind.Missing => throw Refuse(""),
        FieldKind.Null => null,
        FieldKind.String => Decode(),
        _ => ToString(),
    };

    /// <summary>The value as JSON; nothing if it is missing.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Json.Span);

    private string Decode()
    {
        var reader = new Utf8JsonReader(Json.Span);
        reader.Read();
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refuse("has half of a surrogate pair");
        }
    }

    private FormatException Refuse(string problem) =>
        new(Kind == FieldKind.Missing ? $"no field \"{Name}\"" : $"\"{Name}\" {problem}: {Excerpt.Of(Json.Span)}");
}
