using System.Globalization;

namespace Dataflow.Model.Tests;

/// <summary>Runs a test on many seeds and names the one that fails; DATAFLOW_SEED runs that one alone.</summary>
internal static class Seeds
{
    public static void Each(int count, Action<Random> test)
    {
        var wanted = Environment.GetEnvironmentVariable("DATAFLOW_SEED");
        var (first, last) = wanted is null ? (0, count) : (int.Parse(wanted, CultureInfo.InvariantCulture), int.Parse(wanted, CultureInfo.InvariantCulture) + 1);
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
