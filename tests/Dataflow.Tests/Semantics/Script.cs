using System.Globalization;
using Dataflow.Testing;
using Dataflow.Time;
using NodaTime;

namespace Dataflow.Tests.Semantics;

/// <summary>
/// Test streams as text: <c>a5@3</c> is the element 5 of the key a at second 3, <c>wm:10</c> a step of the watermark, <c>clock:12</c> one of the clock, and
/// <c>start:-9</c>, which comes first, where the clock stands at the beginning.
/// </summary>
internal static class Script
{
    public static TestStream<KV<string, int>> Parse(string text)
    {
        var stream = TestStream.Of<KV<string, int>>();
        foreach (var step in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            stream = step.Split(':') switch
            {
                ["start", var at] => TestStream.Of<KV<string, int>>(At(at)),
                ["wm", var at] => stream.AdvanceWatermarkTo(At(at)),
                ["clock", var at] => stream.AdvanceProcessingTimeTo(At(at)),
                _ => Add(stream, step.Split('@')),
            };
        }

        return stream;
    }

    /// <summary>An instant in seconds, to the tick.</summary>
    public static Instant At(string seconds) => Instant.FromUnixTimeTicks((long)(decimal.Parse(seconds, CultureInfo.InvariantCulture) * NodaConstants.TicksPerSecond));

    public static string ToText(Instant instant) =>
        instant == EventTime.StartOfTime ? "-inf"
        : instant == EventTime.EndOfTime ? "inf"
        : (instant.ToUnixTimeTicks() / (decimal)NodaConstants.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture);

    private static TestStream<KV<string, int>> Add(TestStream<KV<string, int>> stream, string[] parts) =>
        stream.Add(KV.Of(parts[0][..1], int.Parse(parts[0][1..], CultureInfo.InvariantCulture)), At(parts[1]));
}
