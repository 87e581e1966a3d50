using Dataflow.Time;
using NodaTime;

namespace Dataflow.Laws.Tests.Files;

/// <summary>A row of a generated recording: when it happened, when it arrived, and what stands in the other columns.</summary>
internal sealed record EventRow(Instant Time, Instant Arrival, IReadOnlyList<string?> Cells)
{
    public static EventRow Next(Random random, int columns) => new(NextTime(random), NextTime(random), [.. Enumerable.Range(0, columns).Select(_ => Files.Cells.Next(random))]);

    private static Instant NextTime(Random random) => Instant.FromUnixTimeTicks(random.Next(6) switch
    {
        0 => random.NextInt64(EventTime.StartTicks + 1, EventTime.EndTicks),
        1 => random.Next(-5, 5),
        2 => 14_201_136_000_000_000 + random.Next(1_000_000_000),
        _ => random.Next(-20, 40) * NodaConstants.TicksPerSecond / 2,
    });
}
