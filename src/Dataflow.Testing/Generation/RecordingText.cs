using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Dataflow.Time;
using Dataflow.Watermarks;
using NodaTime;
using NodaTime.Text;

namespace Dataflow.Testing.Generation;

/// <summary>Writes a stream as a recording.</summary>
internal static class RecordingText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public static string Of<T>(EventStream<T> stream)
    {
        var hearsWatermarks = stream.Watermark is RecordedWatermark or RecordedOrPerfectWatermark;
        var records = stream.Steps
            .Where(step => hearsWatermarks || step.Kind != StreamStepKind.Watermark)
            .Select(step => (step.Kind, step.Time, Fields: step.IsElement ? FieldsOf(step.Value) : null)).ToList();
        var timeField = FreeName("time", records.Select(record => record.Fields).OfType<JsonObject>());
        var lines = records.Select(record => record.Fields is { } fields ? LineOf(fields, timeField, record.Time) : LineOf(record.Kind, record.Time));
        return string.Join("\n", stream.Watermark is RecordedWatermark ? lines : lines.Prepend($"watermark: {stream.Watermark}"));
    }

    private static string LineOf(StreamStepKind kind, Instant time) =>
        $$"""{"${{(kind == StreamStepKind.Watermark ? "watermark" : "processingTime")}}":"{{EventTime.ToText(time)}}"}""";

    private static string LineOf(JsonObject fields, string timeField, Instant time)
    {
        // Only control records know the ends of time by name.
        fields[timeField] = InstantPattern.ExtendedIso.Format(time);
        return fields.ToJsonString(Options);
    }

    // Records are matched to properties in any case.
    private static string FreeName(string name, IEnumerable<JsonObject> records)
    {
        var taken = records.SelectMany(fields => fields.Select(field => field.Key)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        while (taken.Contains(name))
        {
            name = "$" + name;
        }

        return name;
    }

    // A line with a time alone could be taken for a control record, so an object without properties is a value.
    private static JsonObject FieldsOf<T>(T value)
    {
        try
        {
            var node = JsonSerializer.SerializeToNode(value, Options);
            return node is JsonObject { Count: > 0 } fields ? fields : new JsonObject { ["value"] = node };
        }
        catch (Exception)
        {
            // Whatever the serializer has against the value, what is wrong with the stream is to be seen.
            return new JsonObject { ["value"] = TextOf(value) };
        }
    }

    private static string? TextOf<T>(T value)
    {
        try
        {
            return value?.ToString();
        }
        catch (Exception)
        {
            return typeof(T).Name;
        }
    }
}
