using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;
using Dataflow.Benchmarks.Tables;

namespace Dataflow.Benchmarks.SlidingWindowSums;

/// <summary>
/// The sums of the window that fired last, by key. For the next one the slice that enters is added and the slice that leaves is taken off, so a firing costs
/// its output, whatever the size of the windows.
/// </summary>
internal sealed class RunningSums(SlidingWindowQuery query, Action<WindowSum> emit)
{
    private readonly KeyTable<RunningSum> sums = new();

    // The start of the first window that has not fired. All before it are past.
    private long next = long.MinValue / 2;

    /// <summary>The sums of each period from the first that an open window needs.</summary>
    public OpenTables<long> Slices { get; } = new();

    /// <summary>Whether a window that holds this slice has fired.</summary>
    public bool HasFiredFor(long slice) => slice - query.Size + query.Period < next;

    /// <summary>Adds an event to those of its windows that have not fired, and gives the number of the others.</summary>
    public long AddBehind(in Event e, long slice)
    {
        var passed = Math.Min((next - slice + query.Size - query.Period) / query.Period, query.Size / query.Period);
        if (slice < next)
        {
            return passed;
        }

        // The sums are of the window before the next, which holds all of these slices but the next window's last one.
        var tag = KeyTable<long>.TagOf(e.Key);
        var table = Slices.FindOrOpen(slice);
        var before = table.Count;
        ref var own = ref table.FindOrAdd(tag);
        own = checked(own + e.Value);
        ref var sum = ref sums.FindOrAdd(tag);
        sum = new(checked(sum.Sum + e.Value), sum.Slices + table.Count - before);
        return passed;
    }

    /// <summary>Fires the windows whose end the watermark has reached, and says whether there were any.</summary>
    public bool AdvanceWatermark(long watermark)
    {
        if (watermark - query.Size < next)
        {
            return false;
        }

        while (Slices.Count > 0 && next <= watermark - query.Size)
        {
            if (sums.Count == 0)
            {
                next = Math.Max(next, Slices.FirstStart - query.Size + query.Period);
                if (next > watermark - query.Size)
                {
                    break;
                }
            }

            Fire();
        }

        next = watermark == long.MaxValue ? next : query.FirstOpenStart(watermark);
        return true;
    }

    private void Fire()
    {
        if (Slices.Find(next + query.Size - query.Period) is { } entering)
        {
            foreach (ref readonly var entry in entering.Entries.AsSpan())
            {
                if (entry.Tag != 0)
                {
                    ref var sum = ref sums.FindOrAdd(entry.Tag);
                    sum = new(checked(sum.Sum + entry.Cell), sum.Slices + 1);
                }
            }
        }

        foreach (ref readonly var entry in sums.Entries.AsSpan())
        {
            if (entry.Tag != 0)
            {
                emit(new WindowSum(next, entry.Key, entry.Cell.Sum));
            }
        }

        if (Slices.FirstStart == next)
        {
            foreach (ref readonly var entry in Slices.First.Entries.AsSpan())
            {
                if (entry.Tag != 0)
                {
                    TakeOff(entry.Tag, entry.Cell);
                }
            }

            Slices.CloseFirst();
        }

        next += query.Period;
    }

    private void TakeOff(ulong tag, long value)
    {
        ref var sum = ref sums.FindOrAdd(tag);
        sum = new(checked(sum.Sum - value), sum.Slices - 1);
        if (sum.Slices == 0)
        {
            sums.Remove(tag);
        }
    }
}
