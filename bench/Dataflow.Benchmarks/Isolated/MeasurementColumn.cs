using Dataflow.Benchmarks.Measuring;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Measurement = Dataflow.Benchmarks.Measuring.Measurement;

namespace Dataflow.Benchmarks.Isolated;

/// <summary>A number of the <see cref="Measurement"/> as a column of BenchmarkDotNet's own table.</summary>
public sealed class MeasurementColumn(string name, string legend, Func<Measurement, string> text) : IColumn
{
    public static MeasurementColumn EventsPerSecond { get; } = new("M events/s", "Million events a second", MeasurementTable.Rate);

    public static MeasurementColumn BytesPerEvent { get; } = new("B/event", "Bytes allocated, divided by the number of events", MeasurementTable.Bytes);

    public static MeasurementColumn RatioToBaseline { get; } = new("of hand-written", "Events a second, divided by those of the baseline", MeasurementTable.Ratio);

    public string Id => $"{nameof(MeasurementColumn)}.{name}";

    public string ColumnName => name;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => legend;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => summary.MeasurementOf(benchmarkCase) is { } measurement ? text(measurement) : "?";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
