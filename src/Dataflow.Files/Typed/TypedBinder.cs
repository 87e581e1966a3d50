using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Dataflow.Files.Records;

namespace Dataflow.Files.Typed;

/// <summary>Makes objects: of JSON by the platform's serializer, of CSV by a <see cref="CsvShape{T}"/>.</summary>
internal sealed class TypedBinder<T>(CsvShape<T>? csv) : RecordBinder<T>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = Text.JsonDepth.Max,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { StructContract.Apply } },
        Converters = { new InstantJsonConverter(), new NumberJsonConverter(), new JsonStringEnumConverter() },
    };

    public override IReadOnlyList<string> Fields { get; } = [.. csv?.Fields.Select(f => f.Name) ?? []];

    internal override IEnumerable<ProjectedField> Projected => csv?.Fields ?? [];

    /// <summary>The binder for some files; a type that CSV cannot make is refused only if one of them is CSV.</summary>
    public static TypedBinder<T> For(IReadOnlyList<string> files, RecordingOptions options)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        var hasCsv = files.Any(f => FileFormat.Of(f, options) == RecordingFormat.Csv);
        return new TypedBinder<T>(hasCsv ? CsvShape<T>.Create() : null);
    }

    public override T Bind(RecordView record)
    {
        try
        {
            return record.Cursor is JsonCursor json ? JsonSerializer.Deserialize<T>(json.RecordJson(), Json)! : csv!.Make(record.Cursor);
        }
        catch (JsonException e)
        {
            throw ((JsonCursor)record.Cursor).Refuse(e);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidOperationException)
        {
            // A constructor that refuses its arguments; or half of a surrogate pair, which the serializer meets like this.
            throw record.Cursor.Error(e.Message, e);
        }
    }
}
