using System.Runtime.CompilerServices;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Watermarks;
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
            Read(timestamp, values, ticks, ref row);
            row = IndexOfOutside(ticks);
            if (row >= 0)
            {
                throw new OverflowException($"The event time {ticks[row]} lies outside {EventTime.ToText(EventTime.StartTicks)} to {EventTime.MaxTimestamp}.");
            }
        }
        catch (Exception e)
        {
            throw Failure.At(step, values[row], e);
        }

        if (ticksPerUnit != 1)
        {
            foreach (ref var time in ticks)
            {
                time *= ticksPerUnit;
            }
        }
    }

    // In a method of its own, since a local that a catch reads is not kept in a register.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Read(Func<T, long> read, ReadOnlySpan<T> values, Span<long> ticks, ref int row)
    {
        ticks = ticks[..values.Length];
        for (var i = 0; i < ticks.Length; i++)
        {
            row = i;
            ticks[i] = read(values[i]);
        }
    }

    private int IndexOfOutside(ReadOnlySpan<long> times)
    {
        if (times.IsEmpty || (TimeColumn.MinMax(times) is var (min, max) && min >= least && max <= greatest))
        {
            return -1;
        }

        var row = 0;
        while (times[row] >= least && times[row] <= greatest)
        {
            row++;
        }

        return row;
    }
}
