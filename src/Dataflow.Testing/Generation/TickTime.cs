using Dataflow.Time;
using NodaTime;

namespace Dataflow.Testing.Generation;

/// <summary>Times as ticks of 100 ns, which stop at the ends of time.</summary>
internal static class TickTime
{
    public static readonly long First = EventTime.StartOfTime.ToUnixTimeTicks();
    public static readonly long Last = EventTime.MaxTimestamp.ToUnixTimeTicks();

    /// <summary>The longest span of a windowing.</summary>
    public const long MaxSpan = 5_000_000_000_000_000_000;

    public static long Of(Instant time) => time == EventTime.EndOfTime ? Last + 1 : time.ToUnixTimeTicks();

    /// <summary>The instant, at most the last that an element may carry.</summary>
    public static Instant At(Int128 ticks) => Instant.FromUnixTimeTicks((long)Int128.Clamp(ticks, First, Last));

    /// <summary>The instant, or the end of time.</summary>
    public static Instant AtOrEnd(Int128 ticks) => ticks > Last ? EventTime.EndOfTime : At(ticks);

    public static long OfSpan(Duration span) => span.BclCompatibleTicks;
}
