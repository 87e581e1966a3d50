using System.Reflection;
using BenchmarkDotNet.Mathematics;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Measurement = Dataflow.Benchmarks.Measuring.Measurement;

namespace Dataflow.Benchmarks.Isolated;

/// <summary>Reads measurements out of BenchmarkDotNet's summaries.</summary>
public static class SummaryMeasurements
{
    public static IEnumerable<Measurement> Measurements(this Summary summary) =>
        summary.BenchmarksCases.Select(summary.MeasurementOf).OfType<Measurement>();

    /// <summary>The measurement of a benchmark; null if it failed.</summary>
    public static Measurement? MeasurementOf(this Summary summary, BenchmarkCase benchmark)
    {
        if (summary[benchmark] is not { ResultStatistics: { } statistics } report)
        {
            return null;
        }

        var measures = benchmark.Descriptor.Type.GetCustomAttribute<MeasuresAttribute>()
            ?? throw new InvalidOperationException($"{benchmark.Descriptor.Type.Name} does not say what it [Measures].");
        var bytes = report.GcStats.GetBytesAllocatedPerOperation(benchmark);
        return new Measurement(
            measures.Workload,
            benchmark.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
            measures.Events / Seconds(statistics),
            (double?)bytes / measures.Events ?? double.NaN,
            BaselineOf(summary, benchmark) is { } baseline ? Seconds(baseline) / Seconds(statistics) : double.NaN,
            measures.Events);
    }

    // The machine is shared: the median bears a disturbed iteration, the mean does not.
    private static double Seconds(Statistics statistics) => statistics.Median / 1e9;

    private static Statistics? BaselineOf(Summary summary, BenchmarkCase benchmark)
    {
        var baseline = summary.BenchmarksCases.FirstOrDefault(other =>
            other.Descriptor.Baseline && other.Descriptor.Type == benchmark.Descriptor.Type);
        return baseline is null ? null : summary[baseline]?.ResultStatistics;
    }
}
