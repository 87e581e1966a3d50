using System.Diagnostics;

namespace Dataflow.Cli.Tests.Replay;

public sealed class InterruptTests
{
    [Fact]
    public async Task Replay_Interrupted_EndsWithWholeLinesAndStatus130()
    {
        using var interrupt = new CancellationTokenSource();
        var run = await CommandRun.OfAsync(
            ["--time", "at", "--key", "v", "--window", "fixed 1s", "--watermark", "monotonic", "--speed", "0.5", TestData.Write("events.jsonl", Events(1000))],
            _ => { },
            interrupted: interrupt.Token,
            wrapOutput: output => new CancelOnWrite(output, interrupt));

        Assert.Equal(130, run.Status);
        Assert.Single(run.Panes);
        Assert.EndsWith("}\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("stopped before the end", run.Error, StringComparison.Ordinal);
    }

    // Where the tests run with SIGINT ignored, so does the process, and it never ends.
    [Fact(Timeout = 120_000)]
    public async Task Process_CtrlC_EndsWithStatus130AndValidOutput()
    {
        // A real process and a real signal; the input never ends.
        var start = new ProcessStartInfo("dotnet", [CommandAssembly, "replay", "--time", "at", "--window", "fixed 1s", "--watermark", "monotonic", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(Events(10));
        await process.StandardInput.FlushAsync();
        var lines = new List<string>();
        for (var i = 0; i < 9; i++)
        {
            lines.Add((await process.StandardOutput.ReadLineAsync())!);
        }

        using (var kill = Process.Start("bash", ["-c", $"kill -INT {process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        var rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(130, process.ExitCode);
        Assert.Equal("", rest);
        Assert.All(lines, line => System.Text.Json.JsonDocument.Parse(line).Dispose());
    }

    private static string CommandAssembly => typeof(ExitStatus).Assembly.Location;

    private static string Events(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"{{\"at\":{i * 1000},\"v\":1}}\n"));

    /// <summary>Interrupts the command once it has written something.</summary>
    private sealed class CancelOnWrite(Stream inner, CancellationTokenSource source) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            inner.Write(buffer, offset, count);
            Stop(count);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            inner.Write(buffer.Span);
            Stop(buffer.Length);
            return ValueTask.CompletedTask;
        }

        private void Stop(int written)
        {
            if (written > 0)
            {
                source.Cancel();
            }
        }
    }

    [Fact]
    public async Task Process_NobodyReadsTheOutput_EndsQuietly()
    {
        var events = TestData.Write("events.jsonl", Events(200_000));
        var command = $"dotnet '{CommandAssembly}' replay --time at --window 'fixed 1s' --watermark monotonic '{events}' | head -n 1; exit ${{PIPESTATUS[0]}}";
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Single(CommandRun.Lines(output));
        Assert.Contains("stopped before the end", error, StringComparison.Ordinal);
    }
}
