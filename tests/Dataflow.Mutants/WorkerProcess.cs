using System.Diagnostics;

namespace Dataflow.Mutants;

/// <summary>A <see cref="Worker"/>, seen from the process that gives the orders. If it ends, the next order starts another.</summary>
internal sealed class WorkerProcess(IEnumerable<string> testAssemblies) : IDisposable
{
    // Three gigabytes: a mutant that asks for memory without end gets an exception, and the machine stays as it is.
    private const string HeapLimit = "0xC0000000";

    private Process? process;

    /// <summary>How often a process was started.</summary>
    public int Starts { get; private set; }

    /// <summary>The names of the tests.</summary>
    public string[] Names { get; private set; } = [];

    /// <summary>Sees to it that there is a process.</summary>
    public void Start()
    {
        if (process is null)
        {
            var start = new ProcessStartInfo("dotnet", ["exec", typeof(WorkerProcess).Assembly.Location, "worker", .. testAssemblies])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["DOTNET_GCHeapHardLimit"] = HeapLimit, ["DOTNET_gcConcurrent"] = "0", ["DOTNET_DbgEnableMiniDump"] = "0" },
            };
            process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            Names = process.StandardOutput.ReadLine()?.Split('\t') ?? throw new InvalidOperationException("The process that tries mutants does not start.");
            Starts++;
        }
    }

    /// <summary>Gives an order.</summary>
    /// <returns>The answer; null if the process ended over it, with its code.</returns>
    public (string? Answer, int ExitCode) Ask(string order)
    {
        Start();
        try
        {
            process!.StandardInput.WriteLine(order);
            process.StandardInput.Flush();
            if (process.StandardOutput.ReadLine() is { } answer)
            {
                return (answer, 0);
            }
        }
        catch (IOException)
        {
            // It ended before it could read the order.
        }

        process!.WaitForExit();
        var code = process.ExitCode;
        Stop();
        return (null, code);
    }

    /// <summary>Ends the process.</summary>
    public void Stop()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process?.Dispose();
        process = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();
}
