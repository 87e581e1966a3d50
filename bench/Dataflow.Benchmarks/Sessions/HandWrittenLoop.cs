using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.Sessions;

/// <summary>The fastest loop for just this query, in safe code: see <see cref="OpenSessions"/>.</summary>
public sealed class HandWrittenLoop : IRival<Event, SessionSum>
{
    public string Name => "hand-written loop";

    public bool HasWatermark => true;

    public long Run(Event[] events, Action<SessionSum> emit)
    {
        var open = new OpenSessions(emit);
        var (greatest, late) = (long.MinValue, 0L);
        foreach (ref readonly var e in events.AsSpan())
        {
            if (e.Ticks > greatest)
            {
                // No session that this ends is one that the event could fall into, so the watermark may move first; the wheel then never holds more than it can.
                greatest = e.Ticks;
                open.AdvanceWatermark(greatest - SessionQuery.Delay);
            }

            late += open.Add(e.Ticks, e.Key, e.Value);
        }

        open.End();
        return late;
    }
}
