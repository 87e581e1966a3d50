using System.Text.Json;
using System.Text.Json.Serialization;
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
        if (record.Cursor is not JsonCursor json)
        {
            return csv!.Make(record.Cursor);
        }

        try
        {
            return JsonSerializer.Deserialize<T>(json.Json, Json)!;
        }
        catch (JsonException e)
        {
            throw json.Refuse(e);
        }
        catch (InvalidOperationException e) when (e.InnerException is null or InvalidOperationException)
        {
            // The serializer meets half of a surrogate pair with this exception, not with one of its own.
            throw record.Error($"a string has half of a surrogate pair: {e.Message}");
        }
    }
}
