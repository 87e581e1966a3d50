using System.Globalization;

namespace Dataflow.Benchmarks.Measuring;

/// <summary>Prints measurements as one markdown table a workload.</summary>
public static class MeasurementTable
{
    public static void Print(TextWriter writer, IEnumerable<Measurement> measurements)
    {
        foreach (var workload in measurements.GroupBy(measurement => measurement.Workload))
        {
            writer.WriteLine();
            writer.WriteLine($"### {workload.Key}");
            writer.WriteLine();
            writer.WriteLine($"| {"",-24} | M events/s | B/event | ratio |");
            writer.WriteLine($"|{new string('-', 26)}|-----------:|--------:|------:|");
            foreach (var row in workload)
            {
                writer.WriteLine($"| {row.Rival,-24} | {Rate(row),10} | {Bytes(row),7} | {Ratio(row),5} |");
            }
        }

        writer.WriteLine();
    }

    public static string Rate(Measurement row) => Text(row.EventsPerSecond / 1e6, "0.0");

    public static string Bytes(Measurement row) => Text(row.BytesPerEvent, "0.00");

    public static string Ratio(Measurement row) => Text(row.Ratio, "0.00");

    private static string Text(double number, string format) => double.IsNaN(number) ? "?" : number.ToString(format, CultureInfo.InvariantCulture);
}
