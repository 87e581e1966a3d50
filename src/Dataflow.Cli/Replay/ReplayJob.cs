using Dataflow.Cli.Reporting;
using Dataflow.Cli.Options;
using Dataflow.Files;
using Dataflow.Running;

namespace Dataflow.Cli.Replay;

/// <summary>Carries out a replay: runs its pipeline, tells how far it is and what it did, and gives the exit status.</summary>
internal sealed class ReplayJob(ReplayOptions options, CommandContext context)
{
    private readonly RecordingProgress reading = new();
    private readonly RunProgress running = new();
    private readonly KeyFields keys = new(options.Key);

    public async Task<int> RunAsync()
    {
        try
        {
            var pipeline = new ReplayPipeline(options, context, Recording(), keys).Build();
            if (options.Explain)
            {
                await ExplainAsync(pipeline).ConfigureAwait(false);
                return ExitStatus.Done;
            }

            return await RunAsync(pipeline).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RecordingException or StepFailedException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var fault = e is StepFailedException { Element: "", InnerException: IOException or UnauthorizedAccessException } ? e.InnerException : e;
            await context.Error.WriteLineAsync($"dataflow: {MessageOf(fault!)}").ConfigureAwait(false);
            return e is ArgumentException or NotSupportedException ? ExitStatus.Usage : ExitStatus.Data;
        }
    }

    private async Task<int> RunAsync(Pipeline pipeline)
    {
        var summary = new Summary(context.WallClock, reading);
        var progress = new ProgressLine(context, reading, running);
        RunResult? result = null;
        try
        {
            result = await pipeline.RunAsync(RunOptions(), context.Interrupted).ConfigureAwait(false);
            return ExitStatus.Done;
        }
        catch (Exception e) when (e is OutputClosedException || e.InnerException is OutputClosedException)
        {
            return ExitStatus.Done;
        }
        catch (OperationCanceledException) when (context.Interrupted.IsCancellationRequested)
        {
            return ExitStatus.Interrupted;
        }
        finally
        {
            await progress.DisposeAsync().ConfigureAwait(false);
            await context.Error.WriteLineAsync(summary.Text(result, running)).ConfigureAwait(false);
            foreach (var field in running.Elements > 0 ? keys.NeverSeen : [])
            {
                await context.Error.WriteLineAsync($"dataflow: warning: no event has the key field \"{field}\"").ConfigureAwait(false);
            }
        }
    }

    // The name of a parameter says nothing to somebody at a terminal.
    private static string MessageOf(Exception fault) =>
        fault is ArgumentException { ParamName: { } parameter } ? fault.Message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal) : fault.Message;

    private RunOptions RunOptions() => new()
    {
        Parallelism = options.Parallelism,
        Progress = running,

        // Events are taken one by one where each has its moment to wait for.
        BatchSize = options.Speed is null ? new RunOptions().BatchSize : 1,
        Pacing = options.Speed is { } speed ? new Pacing(speed, context.WallClock) : null,
    };

    private RecordingOptions Recording() => new()
    {
        TimeField = options.Time,
        ArrivalField = options.Arrival,
        Watermark = options.Watermark,
        OnError = options.OnError,
        Skipped = fault => context.Error.WriteLine($"dataflow: skipped {fault.Message}"),
        Progress = reading,
    };

    private async Task ExplainAsync(Pipeline pipeline)
    {
        await using var output = new StreamWriter(context.OpenOutput());
        await output.WriteAsync(pipeline.Explain(RunOptions())).ConfigureAwait(false);
        await output.WriteAsync(SettingsText.Of(options)).ConfigureAwait(false);
    }
}
