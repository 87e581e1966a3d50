using System.Globalization;

namespace Dataflow.Engine.Tests;

/// <summary>Runs a test on many seeds and names the one that fails; DATAFLOW_SEED runs that one alone, and DATAFLOW_CASES says how many there are at most.</summary>
internal static class Seeds
{
    private static readonly int Most = int.TryParse(Environment.GetEnvironmentVariable("DATAFLOW_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases : int.MaxValue;

    public static void Each(int count, Action<Random> test)
    {
        var wanted = Environment.GetEnvironmentVariable("DATAFLOW_SEED");
        var (first, last) = wanted is null ? (0, Math.Min(count, Most)) : (int.Parse(wanted, CultureInfo.InvariantCulture), int.Parse(wanted, CultureInfo.InvariantCulture) + 1);
        for (var seed = first; seed < last; seed++)
        {
            try
            {
                test(new Random(seed));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"DATAFLOW_SEED={seed}: {e.Message}", e);
            }
        }
    }
}
