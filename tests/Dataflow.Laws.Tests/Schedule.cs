using Dataflow.Running;

namespace Dataflow.Laws.Tests;

/// <summary>A way to run a pipeline that must not show in its results (law 2).</summary>
public sealed record Schedule(int BatchSize, int Parallelism, bool GeneralLayout)
{
    public static Schedule OneByOne { get; } = new(1, 1, false);

    public RunOptions Options => new() { BatchSize = BatchSize, Parallelism = Parallelism, GeneralLayout = GeneralLayout };

    public static Schedule Next(Random random) => new(
        random.Next(4) switch { 0 => 1, 1 => 7, 2 => 64, _ => random.Next(2, 30) },
        random.Next(4) switch { 0 => 2, 1 => 3, _ => 1 },
        random.Next(2) == 0);

    public static IEnumerable<Schedule> Shrink(Schedule schedule)
    {
        var simpler = new[] { schedule with { Parallelism = 1 }, schedule with { Parallelism = 2 }, schedule with { GeneralLayout = false }, schedule with { BatchSize = 1 } };
        return simpler.Where(other => other != schedule && other.Parallelism <= schedule.Parallelism);
    }

    public override string ToString() => $"batches of {BatchSize}, {Parallelism} worker{(Parallelism == 1 ? "" : "s")}, {(GeneralLayout ? "general" : "special")} layout";
}
