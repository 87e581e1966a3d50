using System.Runtime.CompilerServices;
using Dataflow.Benchmarks.FixedWindowSums;

namespace Dataflow.Benchmarks.Growth;

/// <summary>The open windows of a loop, each at the place of its number, and their keys.</summary>
internal sealed class WindowRing
{
    private const int FirstLength = 16;

    // Long before all times of this era; numbers count from there, so that none of an open window is 0.
    private readonly long origin;
    private readonly ulong size;
    private readonly ulong reciprocal;
    private readonly List<int>?[] keys;

    public WindowRing(long size)
        : this(size, new ulong[FirstLength])
    {
    }

    /// <summary>Opens the windows of a smaller ring, and one more that has no place there.</summary>
    public WindowRing(long size, ulong[] open, ulong wanted)
        : this(size, new ulong[LengthFor([.. open.Where(static number => number != 0), wanted])])
    {
        foreach (var number in open.Where(static number => number != 0).Append(wanted))
        {
            TryOpen(number);
        }
    }

    private WindowRing(long size, ulong[] numbers)
    {
        origin = FixedWindowQuery.Floor(-(1L << 61), size);
        this.size = (ulong)size;
        reciprocal = ulong.MaxValue / this.size;
        Numbers = numbers;
        keys = new List<int>?[numbers.Length];
    }

    /// <summary>The number of the window at each place, 0 where there is none; a power of two of them.</summary>
    public ulong[] Numbers { get; }

    public int Count { get; private set; }

    /// <summary>The start of the first open window; beyond all times if none is open.</summary>
    public long FirstStart { get; private set; } = long.MaxValue;

    public int FirstPlace => (int)NumberOf(FirstStart) & (Numbers.Length - 1);

    public List<int> KeysAt(int place) => keys[place]!;

    public long StartOf(ulong number) => origin + (long)(number * size);

    /// <summary>The number of the window of a time: by a multiplication that may give one less.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NumberOf(long ticks)
    {
        var since = (ulong)(ticks - origin);
        var number = Math.BigMul(since, reciprocal, out _);
        return since - (number * size) >= size ? number + 1 : number;
    }

    /// <summary>Opens a window, unless another has its place.</summary>
    public bool TryOpen(ulong number)
    {
        var place = (int)number & (Numbers.Length - 1);
        if (Numbers[place] != 0)
        {
            return false;
        }

        Numbers[place] = number;
        keys[place] ??= [];
        Count++;
        FirstStart = Math.Min(FirstStart, StartOf(number));
        return true;
    }

    public void CloseFirst()
    {
        var first = NumberOf(FirstStart);
        KeysAt(FirstPlace).Clear();
        Numbers[FirstPlace] = 0;
        Count--;
        FirstStart = Count == 0 ? long.MaxValue : StartOf(Behind(first));
    }

    // The next one, if it is not far away.
    private ulong Behind(ulong first)
    {
        for (var number = first + 1; number < first + (ulong)Numbers.Length; number++)
        {
            if (Numbers[(int)number & (Numbers.Length - 1)] == number)
            {
                return number;
            }
        }

        return Numbers.Where(static number => number != 0).Min();
    }

    private static int LengthFor(ulong[] numbers)
    {
        var length = FirstLength;
        while (numbers.DistinctBy(number => (int)number & (length - 1)).Count() < numbers.Length)
        {
            length *= 2;
        }

        return length;
    }
}
