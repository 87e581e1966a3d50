using System.Globalization;
using Dataflow.Cli.Replay;
using Dataflow.Files;
using Dataflow.Running;

namespace Dataflow.Cli.Reporting;

/// <summary>What a replay did, in a line, when it has ended one way or another.</summary>
internal sealed class Summary(TimeProvider clock, RecordingProgress reading)
{
    private readonly long started = clock.GetTimestamp();

    public string Text(RunResult? result, RunProgress running)
    {
        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        var events = result?[ReplayPipeline.ReadStep].In ?? running.Elements;
        var counts = result is null
            ? "stopped before the end"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Panes(result[ReplayPipeline.AggregateStep])}, {Late(result[ReplayPipeline.AggregateStep])}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{events:N0} events read, {counts}, {reading.Skipped:N0} lines skipped, {seconds:0.00} s, {events / Math.Max(seconds, 1e-9):N0} events/s");
    }

    private static string Panes(StepResult step) => string.Create(
        CultureInfo.InvariantCulture, $"{step.Out:N0} panes emitted{(step.Retractions > 0 ? $", {step.Retractions:N0} retracted" : "")}");

    private static string Late(StepResult step) => string.Create(
        CultureInfo.InvariantCulture, $"{step.Expired:N0} late (expired){(step.Closed > 0 ? $", {step.Closed:N0} late (closed)" : "")}");
}
