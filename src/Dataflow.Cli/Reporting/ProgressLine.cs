using System.Globalization;
using Dataflow.Files;
using Dataflow.Running;
using Dataflow.Time;
using NodaTime;

namespace Dataflow.Cli.Reporting;

/// <summary>A line on a terminal that tells, a few times a second, how far a replay is. It goes away when the replay ends.</summary>
internal sealed class ProgressLine : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private readonly CommandContext context;
    private readonly RecordingProgress reading;
    private readonly RunProgress running;
    private long? started;
    private readonly ITimer? timer;
    private int lastLength;

    public ProgressLine(CommandContext context, RecordingProgress reading, RunProgress running)
    {
        (this.context, this.reading, this.running) = (context, reading, running);
        timer = context.ErrorIsTerminal ? context.WallClock.CreateTimer(_ => Show(), null, Period, Period) : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (timer is not null)
        {
            await timer.DisposeAsync().ConfigureAwait(false);
            await context.Error.WriteAsync($"\r{new string(' ', lastLength)}\r").ConfigureAwait(false);
        }
    }

    /// <summary>The line after so many seconds.</summary>
    public static string Text(RecordingProgress reading, long events, Instant watermark, double seconds)
    {
        if (events == 0 && reading.Records > 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"reading ahead: {reading.Records:N0} events{Share(reading)}");
        }

        var rate = seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $", {events / seconds:N0} events/s") : "";
        var left = seconds > 0 && reading.TotalBytes is { } total && reading.BytesRead > 0 && reading.BytesRead < total
            ? string.Create(CultureInfo.InvariantCulture, $", {seconds * (total - reading.BytesRead) / reading.BytesRead:0} s left")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{events:N0} events{rate}{Share(reading)}, watermark {EventTime.ToText(watermark)}{left}");
    }

    private static string Share(RecordingProgress reading) => reading.TotalBytes is { } total and > 0
        ? string.Create(CultureInfo.InvariantCulture, $", {100.0 * reading.BytesRead / total:0} %")
        : "";

    private void Show()
    {
        // Reading ahead does not count: the rate, and what it says of the time left, are those of the pass that gives results.
        var events = running.Elements;
        started ??= events > 0 ? context.WallClock.GetTimestamp() : null;
        var seconds = started is { } start ? context.WallClock.GetElapsedTime(start).TotalSeconds : 0;
        var text = Text(reading, events, running.Watermark, seconds);
        context.Error.Write($"\r{text.PadRight(lastLength)}");
        lastLength = text.Length;
    }
}
