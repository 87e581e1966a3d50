using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dataflow.Engine.Batches;

/// <summary>Brings elements out of memory before the first loop goes over them.</summary>
internal static class Prefetch
{
    private const int CacheLine = 64;

    /// <summary>
    /// Touches the memory of elements that are values, and does nothing for others. It reads from four places at once: a processor foresees what is read one behind the other, but at
    /// each page only after a few reads, so that a loop that reads from one place waits for each page, and one that reads from four waits for four of them together.
    /// </summary>
    /// <returns>A sum that says nothing; it is there so that the reads are.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Touch<T>(ReadOnlySpan<T> elements)
    {
        var length = (long)elements.Length * Unsafe.SizeOf<T>();
        if (!typeof(T).IsValueType || length > int.MaxValue)
        {
            return 0;
        }

        var bytes = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(elements)), (int)length);
        var quarter = bytes.Length / 4;
        var first = bytes[..quarter];
        var second = bytes.Slice(quarter, quarter);
        var third = bytes.Slice(2 * quarter, quarter);
        var fourth = bytes.Slice(3 * quarter, quarter);
        var sum = 0;
        for (var i = 0; i < first.Length; i += CacheLine)
        {
            sum += first[i] + second[i] + third[i] + fourth[i];
        }

        return sum;
    }
}
