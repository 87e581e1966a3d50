using Dataflow.Running;

namespace Dataflow.Tests;

/// <summary>The ways to run a pipeline that must not show in its results (law 2).</summary>
public static class Schedules
{
    /// <summary>Whether <c>DATAFLOW_SCHEDULES=few</c> is set, as mutation runs do: a test that takes long does less.</summary>
    public static bool AreFew { get; } = Environment.GetEnvironmentVariable("DATAFLOW_SCHEDULES") == "few";

    /// <summary>All of them, or if they are to be few those that differ most.</summary>
    public static IReadOnlyList<RunOptions> All { get; } =
    [
        .. from batchSize in new[] { 1, 7, 4096 }
           from parallelism in new[] { 1, 2, 3 }
           from general in new[] { false, true }
           where !AreFew || (batchSize, parallelism) is (1, 1) or (7, 2)
           select new RunOptions { BatchSize = batchSize, Parallelism = parallelism, GeneralLayout = general },
    ];

    /// <summary>The seeds from 1 on that a random test tries.</summary>
    public static IEnumerable<int> Seeds(int count) => Enumerable.Range(1, AreFew ? 1 : count);

    /// <summary>Runs a pipeline in all ways, checks that what comes out is the same to the last detail, and gives it.</summary>
    public static List<WindowedValue<T>> Run<T>(Func<PipelineBuilder, PCollection<T>> describe)
    {
        List<WindowedValue<T>>? first = null;
        foreach (var options in All)
        {
            var output = new List<WindowedValue<T>>();
            Pipeline.Build(p => describe(p).ToList(output)).RunAsync(options).GetAwaiter().GetResult();
            if (first is null)
            {
                first = output;
            }
            else
            {
                var at = first.Zip(output).TakeWhile(pair => EqualityComparer<WindowedValue<T>>.Default.Equals(pair.First, pair.Second)).Count();
                Assert.True(
                    at == first.Count && at == output.Count,
                    $"From output {at} on, {options} with the {(options.GeneralLayout ? "general" : "special")} layout gives\n{string.Join("\n", output.Skip(at).Take(9))}\n"
                    + $"but {All[0]} gives\n{string.Join("\n", first.Skip(at).Take(9))}");
            }
        }

        return first!;
    }

    /// <summary>As <see cref="Run{T}"/>, but gives the values alone.</summary>
    public static List<T> Values<T>(Func<PipelineBuilder, PCollection<T>> describe) => [.. Run(describe).Select(element => element.Value)];
}
