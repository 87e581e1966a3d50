using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dataflow.Time;
using Dataflow.Watermarks;
using NodaTime.Text;

namespace Dataflow.Testing.Generation;

/// <summary>Writes a stream as a recording.</summary>
internal static class RecordingText
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static string Of<T>(EventStream<T> stream)
    {
        var lines = stream.Steps.Where(step => step.Kind != StreamStepKind.Watermark || stream.Watermark is RecordedWatermark or RecordedOrPerfectWatermark).Select(LineOf);
        return string.Join("\n", stream.Watermark is RecordedWatermark ? lines : lines.Prepend($"watermark: {stream.Watermark}"));
    }

    private static string LineOf<T>(StreamStep<T> step)
    {
        if (!step.IsElement)
        {
            return $$"""{"${{(step.Kind == StreamStepKind.Watermark ? "watermark" : "processingTime")}}":"{{EventTime.ToText(step.Time)}}"}""";
        }

        var value = JsonSerializer.SerializeToNode(step.Value, Options);
        var fields = value as JsonObject ?? new JsonObject { ["value"] = value };

        // Only control records know the ends of time by name.
        fields["time"] = InstantPattern.ExtendedIso.Format(step.Time);
        return fields.ToJsonString(Options);
    }
}
