using System.Globalization;

namespace Dataflow.Benchmarks.Measuring;

/// <summary>Numbers as the tables show them.</summary>
public static class Figure
{
    /// <summary>A number with about three figures.</summary>
    public static string Of(double number) => Of(number, Math.Abs(number) switch
    {
        > 0 and < 0.01 => "0.0000",
        < 10 => "0.00",
        < 100 => "0.0",
        _ => "#,0",
    });

    public static string Of(double number, string format) => double.IsNaN(number) ? "?" : number.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Million events a second.</summary>
    public static string Rate(double eventsPerSecond) => Of(eventsPerSecond / 1e6);

    /// <summary>A ratio.</summary>
    public static string Ratio(double ratio) => Of(ratio, ratio is > 0 and < 0.01 ? "0.0000" : "0.00");

    /// <summary>Bytes an event; what is left of rounding is none.</summary>
    public static string Bytes(double bytes) => Of(Math.Abs(bytes) < 0.005 ? 0 : bytes, "0.00");

    public static string Count(long number) => number switch
    {
        >= 1_000_000 when number % 1_000_000 == 0 => $"{number / 1_000_000} M",
        >= 1_000 when number % 1_000 == 0 => $"{number / 1_000} k",
        _ => number.ToString("#,0", CultureInfo.InvariantCulture),
    };
}
