using Dataflow.Testing;
using NodaTime;

namespace Dataflow.Conformance.Tests.Figures;

/// <summary>What a figure is made from: inputs as they arrive, and the watermark as it moves. A value.</summary>
/// <param name="Name">The name of the recording.</param>
/// <param name="Title">What it holds, for the recording's readers.</param>
/// <param name="Steps">What happens, in order.</param>
internal sealed record Script(string Name, string Title, IReadOnlyList<ScriptStep> Steps)
{
    /// <summary>Where the clock stands before the first step.</summary>
    public Instant Start { get; private init; } = Day.At("12:05");

    /// <summary>Whether the event time of an input is that of its arrival.</summary>
    public bool IsIngressTime { get; private init; }

    public static Script Of(string name, string title, IEnumerable<Score> scores) =>
        new Script(name, title, []).With(scores.Select(score => new ScriptStep(score.Arrived, score)));

    /// <summary>Adds an input, behind those of the same instant.</summary>
    public Script Add(Score score) => With([new ScriptStep(score.Arrived, score)]);

    /// <summary>
    /// Adds steps of the watermark, written <c>processing time -> watermark</c> with semicolons between them. Before the first the watermark
    /// stands at 12:00.
    /// </summary>
    public Script Watermark(string steps) => With(
        from step in steps.Split(';').Prepend("12:05 -> 12:00")
        let times = step.Split("->", StringSplitOptions.TrimEntries)
        select new ScriptStep(Day.At(times[0]), Watermark: Day.At(times[1])));

    /// <summary>Lets the clock come by at a time of day.</summary>
    public Script Until(string time) => With([new ScriptStep(Day.At(time))]);

    /// <summary>Takes the times of arrival for event times, and the clock for the watermark; it is looked at at each arrival and at these times.</summary>
    public Script IngressTime(params string[] times) => (this with { IsIngressTime = true }).With(
        Steps.Select(step => step.Time).Concat(times.Select(Day.At)).Select(time => new ScriptStep(time, Watermark: time)));

    public Instant EventTimeOf(Score score) => IsIngressTime ? score.Arrived : score.At;

    /// <summary>The script as a stream in which every input comes once for each of the keys.</summary>
    public TestStream<KV<string, int>> ToStream(IReadOnlyList<string> keys)
    {
        var clock = Start;
        var stream = TestStream.Of<KV<string, int>>(clock);
        foreach (var step in Steps)
        {
            stream = step.Time > clock ? stream.AdvanceProcessingTimeTo(clock = step.Time) : stream;
            stream = step switch
            {
                { Score: { } score } => stream.AddElements(keys.Select(key => (KV.Of(key, score.Value), EventTimeOf(score)))),
                { Watermark: { } watermark } => stream.AdvanceWatermarkTo(watermark),
                _ => stream,
            };
        }

        return stream.AdvanceWatermarkToInfinity();
    }

    private Script With(IEnumerable<ScriptStep> steps) => this with { Steps = [.. Steps.Concat(steps).OrderBy(step => step.Time).ThenBy(step => step.Rank)] };
}
