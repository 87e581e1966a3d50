using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Sliced;

/// <summary>
/// The time line in slices as long as the greatest time that divides the size and the period of sliding windows, so that each window is a row of whole
/// slices. Slices and windows are numbered from the offset on; window 0 begins with slice 0.
/// </summary>
internal sealed class SliceGrid
{
    /// <summary>How many slices a window may have.</summary>
    public const int MaxSlices = 100_000;

    private readonly long offset;
    private readonly long size;
    private readonly long length;
    private readonly long perPeriod;

    public SliceGrid(SlidingWindows windows)
    {
        offset = EventTime.ToSpanTicks(windows.Offset);
        size = EventTime.ToSpanTicks(windows.Size);
        var period = EventTime.ToSpanTicks(windows.Period);
        length = SliceLength(size, period);
        perPeriod = period / length;
        PerWindow = size / length;
    }

    /// <summary>How many slices a window has.</summary>
    public long PerWindow { get; }

    /// <summary>Whether windows overlap without gaps, are made of few enough slices, and are none that both ends of the time line cut.</summary>
    public static bool Serves(SlidingWindows windows)
    {
        var (size, period) = (EventTime.ToSpanTicks(windows.Size), EventTime.ToSpanTicks(windows.Period));
        return period <= size && size <= EventTime.EndTicks && size / SliceLength(size, period) <= MaxSlices;
    }

    /// <summary>The slice that an event time is in.</summary>
    public long SliceAt(long time) => FloorDiv(time - offset, length);

    /// <summary>When a slice begins and ends.</summary>
    public (long Start, long End) BoundsOf(long slice) => (offset + (slice * length), offset + ((slice + 1) * length));

    public long FirstSliceOf(long window) => window * perPeriod;

    /// <summary>The slice behind the last of a window.</summary>
    public long EndSliceOf(long window) => FirstSliceOf(window) + PerWindow;

    public long FirstWindowWith(long slice) => FloorDiv(slice - PerWindow, perPeriod) + 1;

    public long LastWindowWith(long slice) => FloorDiv(slice, perPeriod);

    /// <summary>How many windows a slice is in.</summary>
    public long WindowCountWith(long slice) => LastWindowWith(slice) - FirstWindowWith(slice) + 1;

    public Window WindowAt(long window) => SlidingWindows.WindowAt(offset + (FirstSliceOf(window) * length), size);

    /// <summary>The first window whose end the watermark has not passed; beyond all if it is at the end of time.</summary>
    public long FirstOpenWindow(long watermark) =>
        watermark >= EventTime.EndTicks ? long.MaxValue : FloorDiv(watermark - offset - size, perPeriod * length) + 1;

    private static long SliceLength(long size, long period)
    {
        while (period != 0)
        {
            (size, period) = (period, size % period);
        }

        return size;
    }

    private static long FloorDiv(long dividend, long divisor)
    {
        var quotient = Math.DivRem(dividend, divisor, out var rest);
        return rest < 0 ? quotient - 1 : quotient;
    }
}
