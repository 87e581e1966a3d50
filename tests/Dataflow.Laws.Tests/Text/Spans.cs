using Dataflow.Testing.Generation;
using FsCheck;
using NodaTime;

namespace Dataflow.Laws.Tests.Text;

/// <summary>Durations of every size that has a text, down to a nanosecond.</summary>
internal static class Spans
{
    public static Duration Next(Random random)
    {
        var ticks = random.NextInt64(5_000_000_000_000_000_000) >> random.Next(63);
        var span = Duration.FromTicks(ticks) + Duration.FromNanoseconds(random.Next(3) == 0 ? random.Next(100) : 0);
        return random.Next(3) == 0 ? Duration.FromSeconds(ticks / NodaConstants.TicksPerSecond) : span;
    }

    public static Arbitrary<Duration> Arbitrary() => Generate.From(Next, Shrink);

    public static IEnumerable<Duration> Shrink(Duration span) => ((IEnumerable<Duration>)
    [
        Duration.Zero, Duration.FromDays(span.Days), Duration.FromSeconds(Math.Truncate(span.TotalSeconds / 2)), Duration.FromNanoseconds(span.NanosecondOfDay), span - Duration.Epsilon,
    ]).Where(simpler => simpler >= Duration.Zero && simpler < span);
}
