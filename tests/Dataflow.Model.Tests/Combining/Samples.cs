namespace Dataflow.Model.Tests.Combining;

/// <summary>Random inputs among which equal ones are frequent.</summary>
internal static class Samples
{
    // Sums of these depend on their order.
    private static readonly double[] Doubles = [0.1, 0.2, 0.3, 1e16, -1e16, 1, 0, -0.0, 1e-300, 7];

    public static double Double(Random random) => Doubles[random.Next(Doubles.Length)];

    public static string? TextOrNull(Random random) => random.Next(5) is > 0 and var n ? $"t{n}" : null;
}
