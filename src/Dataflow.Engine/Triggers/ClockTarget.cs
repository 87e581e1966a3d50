using Dataflow.Time;
using Dataflow.Triggers;

namespace Dataflow.Engine.Triggers;

/// <summary>When a pane is due by the clock, from when its first element came on (rules 44 to 46, choice 11).</summary>
internal readonly struct ClockTarget(AfterProcessingTimeTrigger trigger)
{
    private readonly long delay = EventTime.ToSpanTicks(trigger.Delay);
    private readonly long align = trigger.Align is { } span ? EventTime.ToSpanTicks(span) : 0;
    private readonly long offset = EventTime.ToSpanTicks(trigger.Offset);

    /// <summary>The instant that the clock must have passed, if the first element comes at <paramref name="clock"/>. It never falls while the clock grows.</summary>
    public long For(long clock)
    {
        var time = EventTime.Add(clock, delay);
        if (align == 0)
        {
            return time;
        }

        // By a floor modulo: the clock may stand before the epoch.
        var into = (time - offset) % align;
        return into == 0 ? time : EventTime.Add(time, align - (into < 0 ? into + align : into));
    }
}
