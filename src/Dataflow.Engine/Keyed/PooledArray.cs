using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dataflow.Engine.Keyed;

/// <summary>
/// Arrays for tables that grow and go, for all runs of the process. A few of each length are kept, for ever, if they are neither small nor large: enough for the tables that
/// steps have at hand, and little beside what they hold. From any thread.
/// </summary>
/// <remarks>The pools of the runtime keep as many as were ever returned together, or count those that do not come back as used for ever.</remarks>
internal static class PooledArray<T>
{
    private const int LeastBytes = 1 << 12;
    private const int MostBytes = 1 << 20;
    private const int MostKept = 8;

    private static readonly Stack<T[]>[] Kept = [.. Enumerable.Range(0, 32).Select(static _ => new Stack<T[]>())];

    /// <summary>An array of this length, a power of two, that may hold anything.</summary>
    public static T[] Rent(int length)
    {
        if (IsPooled(length))
        {
            var kept = Kept[BitOperations.Log2((uint)length)];
            lock (kept)
            {
                if (kept.TryPop(out var array))
                {
                    return array;
                }
            }
        }

        return new T[length];
    }

    /// <summary>Gives an array back, of a length that is a power of two, that nothing refers to any more and that holds no references.</summary>
    public static void Return(T[] array)
    {
        if (IsPooled(array.Length))
        {
            var kept = Kept[BitOperations.Log2((uint)array.Length)];
            lock (kept)
            {
                if (kept.Count < MostKept)
                {
                    kept.Push(array);
                }
            }
        }
    }

    private static bool IsPooled(int length) => (long)length * Unsafe.SizeOf<T>() is >= LeastBytes and <= MostBytes;
}
