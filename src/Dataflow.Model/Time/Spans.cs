using NodaTime;

namespace Dataflow.Time;

/// <summary>The spans that windows are made of: whole ticks within what may be added to a time.</summary>
internal static class Spans
{
    public static readonly Duration Min = Duration.FromTicks(1);
    public static readonly Duration Max = Duration.FromTicks(EventTime.MaxSpanTicks);

    public static bool IsWholeTicks(Duration span) => span.NanosecondOfDay % 100 == 0;

    /// <summary>Refuses a span that is not from a tick to the longest, in whole ticks.</summary>
    public static void Check(Duration span, string parameter, string what)
    {
        if (span < Min || span > Max || !IsWholeTicks(span))
        {
            throw new ArgumentOutOfRangeException(
                parameter, span, $"{what} must be whole ticks (100ns) from 100ns to {DurationText.ToText(Max)}, but it is {DurationText.ToText(span)}.");
        }
    }

    /// <summary>Refuses an offset that is not from zero to less than <paramref name="bound"/>, in whole ticks.</summary>
    public static void CheckOffset(Duration offset, Duration bound, string parameter, string what, string boundName)
    {
        if (offset < Duration.Zero || offset >= bound || !IsWholeTicks(offset))
        {
            throw new ArgumentOutOfRangeException(
                parameter, offset, $"{what} must be whole ticks, at least zero and less than {boundName} {DurationText.ToText(bound)}, but it is {DurationText.ToText(offset)}.");
        }
    }
}
