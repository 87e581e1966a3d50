using System.Text;
using Dataflow.Conformance.Tests.Figures;
using Dataflow.Time;
using NodaTime;

namespace Dataflow.Conformance.Tests.Replay;

/// <summary>A script as a recording: JSON Lines of events and control records.</summary>
internal static class RecordingText
{
    public static string Of(Script script)
    {
        var text = new StringBuilder();
        var clock = script.Start;
        Control(text, "processingTime", clock);
        foreach (var step in script.Steps)
        {
            // An event says itself when it arrived.
            if (step is { Score: { } score })
            {
                text.Append($$"""{"team":"{{score.Team}}","value":{{score.Value}},"at":"{{EventTime.ToText(score.At)}}","arrived":"{{EventTime.ToText(score.Arrived)}}"}""").Append('\n');
            }
            else if (step.Time > clock)
            {
                Control(text, "processingTime", step.Time);
            }

            clock = step.Time;
            if (step.Watermark is { } watermark)
            {
                Control(text, "watermark", watermark);
            }
        }

        return text.ToString();
    }

    private static void Control(StringBuilder text, string name, Instant time) => text.Append($$"""{"${{name}}":"{{EventTime.ToText(time)}}"}""").Append('\n');
}
