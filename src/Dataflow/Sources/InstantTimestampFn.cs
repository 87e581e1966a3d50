using Dataflow.Engine.Steps;
using Dataflow.Time;
using NodaTime;

namespace Dataflow.Sources;

/// <summary>Asks an element for its event time as an instant.</summary>
internal sealed class InstantTimestampFn<T>(Func<T, Instant> timestamp) : TimestampFn<T>
{
    internal override void Extract(string step, ReadOnlySpan<T> values, Span<long> ticks)
    {
        var row = 0;
        try
        {
            for (; row < values.Length; row++)
            {
                var time = EventTime.ToTicks(timestamp(values[row]));
                if (time >= EventTime.EndTicks)
                {
                    EventTime.ThrowOutside(nameof(timestamp), time);
                }

                ticks[row] = time;
            }
        }
        catch (Exception e)
        {
            throw Failure.At(step, values[row], e);
        }
    }
}
