using Dataflow.Text;
using Dataflow.Time;
using NodaTime;

namespace Dataflow.Windowing;

/// <summary>
/// How elements are put into windows: <em>where</em> in event time results are computed. A value: equal ones assign alike,
/// and <see cref="ToString"/> prints what <see cref="Parse"/> reads.
/// </summary>
/// <remarks>Source: paper section 2.2, AssignWindows; semantics, rules 1 to 6.</remarks>
public abstract record WindowFn
{
    private protected WindowFn()
    {
    }

    /// <summary>The window that holds an element of this event time.</summary>
    /// <param name="timestamp">An event time, at most <see cref="EventTime.MaxTimestamp"/>.</param>
    public abstract Window AssignWindow(Instant timestamp);

    /// <summary>Reads a window function: <c>global</c> or <c>fixed 2m [offset 30s]</c>.</summary>
    /// <exception cref="SpecificationException">The text is none of these; the message shows where it goes wrong.</exception>
    public static WindowFn Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new SpecificationReader(text);
        var start = reader.SkipSpace();
        WindowFn fn = reader.TakeWord().ToUpperInvariant() switch
        {
            "GLOBAL" => GlobalWindows.Instance,
            "FIXED" => ReadFixed(reader),
            "SLIDING" or "SESSION" or "CALENDAR" => throw reader.Refuse(start, "not supported yet: windows are 'global' or 'fixed' in this version"),
            _ => throw reader.Error(start, "a window: 'global' or 'fixed DURATION [offset DURATION]'"),
        };
        reader.ExpectEnd();
        return fn;
    }

    private static FixedWindows ReadFixed(SpecificationReader reader)
    {
        var sizeAt = reader.SkipSpace();
        var size = DurationText.Read(reader);
        if (size < FixedWindows.MinSize)
        {
            throw reader.Refuse(sizeAt, "a fixed window must be at least one tick (100ns) long");
        }

        CheckWholeTicks(reader, sizeAt, size);
        if (!reader.TryTake("offset"))
        {
            return FixedWindows.Of(size);
        }

        var offsetAt = reader.SkipSpace();
        var offset = DurationText.Read(reader);
        CheckWholeTicks(reader, offsetAt, offset);
        return offset < size
            ? FixedWindows.Of(size, offset)
            : throw reader.Refuse(offsetAt, $"the offset must be less than the size, {DurationText.ToText(size)}");
    }

    private static void CheckWholeTicks(SpecificationReader reader, int at, Duration span)
    {
        if (span.NanosecondOfDay % 100 != 0)
        {
            throw reader.Refuse(at, "a fixed window is cut at whole ticks of 100ns");
        }
    }
}
