using System.Diagnostics;
using System.Text.Json;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks;

/// <summary>
/// Runs the workloads of one name in a process of their own, as one who uses the library runs one pipeline: a compiler that has seen many others go through the same
/// methods guesses less well, and what a workload shows would depend on those before it.
/// </summary>
internal static class OwnProcess
{
    public const string ReportOption = "--report";

    /// <summary>Measures the workloads of this name; null if they failed.</summary>
    public static Report? Measure(string id)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Host(), "--only", id, ReportOption, file]))!;
            process.WaitForExit();
            return process.ExitCode == 0 ? JsonSerializer.Deserialize<Report>(File.ReadAllText(file)) : null;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Writes a report for the process that started this one.</summary>
    public static void Write(string file, Report report) => File.WriteAllText(file, JsonSerializer.Serialize(report));

    // What is run by the dotnet command is its first argument.
    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.OrdinalIgnoreCase) ? [typeof(OwnProcess).Assembly.Location] : [];
}
