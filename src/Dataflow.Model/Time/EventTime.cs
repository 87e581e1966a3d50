using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using NodaTime;
using NodaTime.Text;

namespace Dataflow.Time;

/// <summary>
/// The time line: its two ends, and the 64-bit tick count that the engine uses for an <see cref="Instant"/>.
/// One tick is 100 ns; finer instants are floored to their tick.
/// </summary>
/// <remarks>
/// The end of time stands one tick after the last instant that an element may carry, so a watermark that has reached it
/// has passed the global window too (semantics, choice 12 and rule 22).
/// </remarks>
public static class EventTime
{
    internal const long StartTicks = -3_776_735_808_000_000_000;
    internal const long EndTicks = 2_534_023_008_000_000_000;

    /// <summary>The longest span that may be added to a time without leaving 64 bits: about 15,800 years.</summary>
    internal const long MaxSpanTicks = 5_000_000_000_000_000_000;

    /// <summary>The earliest instant, 1 January 9999 BCE. It is where a watermark starts, and prints as <c>-infinity</c>.</summary>
    public static Instant StartOfTime => Instant.MinValue;

    /// <summary>The exclusive end of the time line. A finished input has this watermark, and it prints as <c>infinity</c>.</summary>
    public static Instant EndOfTime => Instant.MaxValue;

    /// <summary>The latest instant that an element may carry: 31 December 9999, one tick before <see cref="EndOfTime"/>.</summary>
    public static Instant MaxTimestamp => Instant.FromUnixTimeTicks(EndTicks - 1);

    /// <summary>Prints an instant as ISO 8601 in UTC, or as <c>-infinity</c> or <c>infinity</c> at the ends of time.</summary>
    public static string ToText(Instant instant) =>
        instant == StartOfTime ? "-infinity"
        : instant == EndOfTime ? "infinity"
        : InstantPattern.ExtendedIso.Format(instant);

    internal static string ToText(long ticks) => ToText(ToInstant(ticks));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long ToTicks(Instant instant) =>
        instant == Instant.MaxValue ? EndTicks : instant.ToUnixTimeTicks();

    internal static Instant ToInstant(long ticks) =>
        ticks >= EndTicks ? EndOfTime
        : ticks <= StartTicks ? StartOfTime
        : Instant.FromUnixTimeTicks(ticks);

    /// <summary>A span in ticks, rounded towards zero and cut at <see cref="MaxSpanTicks"/>.</summary>
    internal static long ToSpanTicks(Duration span) =>
        span >= Duration.FromTicks(MaxSpanTicks) ? MaxSpanTicks
        : span <= Duration.FromTicks(-MaxSpanTicks) ? -MaxSpanTicks
        : span.BclCompatibleTicks;

    /// <summary>Moves a time by a span and stops at the ends of time.</summary>
    internal static long Add(long ticks, long spanTicks) =>
        spanTicks >= 0
            ? (ticks > EndTicks - spanTicks ? EndTicks : ticks + spanTicks)
            : (ticks < StartTicks - spanTicks ? StartTicks : ticks + spanTicks);

    [DoesNotReturn]
    internal static void ThrowOutside(string parameter, long ticks) =>
        throw new ArgumentOutOfRangeException(
            parameter, ticks, $"The event time of {ticks} Unix ticks lies outside {ToText(StartTicks)} to {MaxTimestamp}.");
}
