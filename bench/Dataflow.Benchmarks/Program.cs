using BenchmarkDotNet.Running;
using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;

IWorkload[] workloads = [new FixedWindowSumWorkload()];

// Does it work, and do all rivals agree? For continuous integration: the numbers are of one short run each.
if (args.Contains("--quick"))
{
    MeasurementTable.Print(Console.Out, workloads.SelectMany(workload => workload.MeasureInTurns(count: 1_000_000, rounds: 1)));
    return 0;
}

// BenchmarkDotNet measures one rival after the other, minutes apart; on a machine that others use too, these are the better ratios.
if (args.Contains("--turns"))
{
    MeasurementTable.Print(Console.Out, workloads.SelectMany(workload => workload.MeasureInTurns(count: 10_000_000, rounds: 9)));
    return 0;
}

// Without a filter BenchmarkDotNet asks which benchmarks to run, where all are meant.
var arguments = args.Any(arg => arg is "--filter" or "-f" or "--list" or "--help") ? args : [.. args, "--filter", "*"];
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments, new BenchmarkConfig()).ToList();
MeasurementTable.Print(Console.Out, summaries.SelectMany(summary => summary.Measurements()));

// A rival that failed, in its check or otherwise, has no result.
return summaries.TrueForAll(summary => summary.Reports.Length == summary.BenchmarksCases.Length && summary.Reports.All(report => report.Success)) ? 0 : 1;
