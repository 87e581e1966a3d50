using Dataflow.Windowing;
using NodaTime;
using NodaTime.Text;

namespace Dataflow.Conformance.Tests.Figures;

/// <summary>The day of the examples: times as the figures print them, and windows by the names that the tables use.</summary>
internal static class Day
{
    private static readonly Instant Midnight = Instant.FromUtc(2015, 1, 1, 0, 0);

    /// <summary>The instant of a time of day: <c>12:06</c>, <c>12:06:00</c> or <c>12:05:58.8</c>.</summary>
    public static Instant At(string time)
    {
        var text = time.Length == 5 ? $"{time}:00" : time;
        return Midnight + Duration.FromNanoseconds(LocalTimePattern.ExtendedIso.Parse(text).Value.NanosecondOfDay);
    }

    /// <summary>
    /// The window of a name: <c>W2</c> is the two minutes from 12:02 on, <c>GLOBAL</c> the global window, and <c>12:00:26..12:01:26</c> says both ends.
    /// </summary>
    public static Window WindowOf(string name)
    {
        if (name == "GLOBAL")
        {
            return Window.Global;
        }

        if (name.Split("..") is [var start, var end])
        {
            return new Window(At(start), At(end));
        }

        var from = At($"12:0{name[1..]}");
        return new Window(from, from + Duration.FromMinutes(2));
    }

    /// <summary>Prints a time of the day, or all of an instant that is not in it.</summary>
    public static string ToText(Instant instant) => instant - Midnight is { } span && span > Duration.Zero && span < Duration.FromDays(1)
        ? LocalTimePattern.ExtendedIso.Format(LocalTime.FromNanosecondsSinceMidnight(span.ToInt64Nanoseconds()))
        : Dataflow.Time.EventTime.ToText(instant);

    public static string ToText(Window window) => window == Window.Global ? "GLOBAL" : $"{ToText(window.Start)}..{ToText(window.End)}";
}
