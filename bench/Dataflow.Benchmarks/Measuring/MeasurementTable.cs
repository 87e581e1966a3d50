namespace Dataflow.Benchmarks.Measuring;

/// <summary>Measurements as one table a workload.</summary>
public static class MeasurementTable
{
    public static IEnumerable<(string Workload, Table Table)> Of(IEnumerable<Measurement> measurements) => measurements
        .GroupBy(measurement => measurement.Workload)
        .Select(workload => (workload.Key, new Table(
            "rivals",
            ["", "M events/s", "ratio", "B/event", "events"],
            [.. workload.Select(row => new[] { row.Rival, Rate(row), Ratio(row), Bytes(row), Figure.Count(row.Events) })])));

    public static void Print(TextWriter writer, IEnumerable<Measurement> measurements)
    {
        foreach (var (workload, table) in Of(measurements))
        {
            Print(writer, workload, table);
        }
    }

    public static void Print(TextWriter writer, string title, Table table)
    {
        writer.WriteLine();
        writer.WriteLine($"### {title}");
        writer.WriteLine();
        foreach (var line in table.Lines())
        {
            writer.WriteLine(line);
        }
    }

    public static string Rate(Measurement row) => Figure.Rate(row.EventsPerSecond);

    public static string Bytes(Measurement row) => Figure.Bytes(row.BytesPerEvent);

    public static string Ratio(Measurement row) => Figure.Ratio(row.Ratio);
}
