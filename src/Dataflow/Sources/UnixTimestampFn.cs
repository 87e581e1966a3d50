using Dataflow.Engine.Steps;
using Dataflow.Time;

namespace Dataflow.Sources;

/// <summary>Asks an element for its event time as a count of seconds or parts of them since 1970.</summary>
internal sealed class UnixTimestampFn<T>(Func<T, long> timestamp, long ticksPerUnit) : TimestampFn<T>
{
    private readonly long least = EventTime.StartTicks / ticksPerUnit;
    private readonly long greatest = (EventTime.EndTicks - 1) / ticksPerUnit;

    internal override void Extract(string step, ReadOnlySpan<T> values, Span<long> ticks)
    {
        ticks = ticks[..values.Length];
        var row = 0;
        try
        {
            var read = timestamp;
            for (; row < ticks.Length; row++)
            {
                var time = read(values[row]);
                if (time < least || time > greatest)
                {
                    throw new OverflowException($"The event time {time} lies outside {EventTime.ToText(EventTime.StartTicks)} to {EventTime.MaxTimestamp}.");
                }

                ticks[row] = time * ticksPerUnit;
            }
        }
        catch (Exception e)
        {
            throw Failure.At(step, values[row], e);
        }
    }
}
