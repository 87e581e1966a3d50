using BenchmarkDotNet.Running;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.Isolated;

/// <summary>
/// Runs the first workload under BenchmarkDotNet, each rival in a process of its own: a check that taking turns in one process does not tilt the ratios.
/// </summary>
internal static class IsolatedRun
{
    public static int Run(string[] args)
    {
        // Without a filter BenchmarkDotNet asks which benchmarks to run, where all are meant.
        var arguments = args.Any(arg => arg is "--filter" or "-f" or "--list" or "--help") ? args : [.. args, "--filter", "*"];
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(IsolatedRun).Assembly).Run(arguments, new BenchmarkConfig()).ToList();
        MeasurementTable.Print(Console.Out, summaries.SelectMany(summary => summary.Measurements()));

        // A rival that failed, in its check or otherwise, has no result.
        return summaries.TrueForAll(summary => summary.Reports.Length == summary.BenchmarksCases.Length && summary.Reports.All(report => report.Success)) ? 0 : 1;
    }
}
