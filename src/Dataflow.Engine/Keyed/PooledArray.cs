using System.Buffers;
using System.Runtime.CompilerServices;

namespace Dataflow.Engine.Keyed;

/// <summary>
/// Arrays for tables that grow and go: from the shared pool if they are neither small nor large, as new memory of the system costs more than what a table does with it.
/// </summary>
internal static class PooledArray
{
    private const int LeastBytes = 1 << 12;
    private const int MostBytes = 1 << 21;

    /// <summary>An array of this length, a power of two, that may hold anything.</summary>
    public static T[] Rent<T>(int length)
    {
        if (!IsPooled<T>(length))
        {
            return new T[length];
        }

        var array = ArrayPool<T>.Shared.Rent(length);
        return array.Length == length ? array : new T[length];
    }

    /// <summary>Gives an array back that nothing refers to any more, and that holds no references.</summary>
    public static void Return<T>(T[] array)
    {
        if (IsPooled<T>(array.Length))
        {
            ArrayPool<T>.Shared.Return(array);
        }
    }

    private static bool IsPooled<T>(int length) => (long)length * Unsafe.SizeOf<T>() is >= LeastBytes and <= MostBytes;
}
