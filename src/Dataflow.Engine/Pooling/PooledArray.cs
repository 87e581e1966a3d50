using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dataflow.Engine.Pooling;

/// <summary>
/// Arrays for state that grows and goes, for all runs of the process, if they are neither small nor large. A few of each length are kept for ever: enough for what steps have at hand, and little beside
/// what they hold. The others are kept until the garbage collector looks through all memory. From any thread.
/// </summary>
/// <remarks>The pools of the runtime keep too few where many are returned together and are rented again, or count those that do not come back as used for ever.</remarks>
internal static class PooledArray<T>
{
    private const int LeastBytes = 1 << 12;
    private const int MostBytes = 1 << 21;
    private const int FewBytes = 1 << 21;

    private static readonly Shelf[] Shelves = [.. Enumerable.Range(0, 32).Select(static bits => new Shelf((int)(FewBytes / (Unsafe.SizeOf<T>() * (1L << bits)))))];

    private static readonly Action LeavesFew = static () => Array.ForEach(Shelves, static shelf => shelf.KeepFew());

    static PooledArray() => FullCollection.Subscribe(LeavesFew);

    /// <summary>An array of this length, a power of two, that may hold anything.</summary>
    public static T[] Rent(int length) => IsPooled(length) && Shelves[BitOperations.Log2((uint)length)].TryTake(out var array) ? array : new T[length];

    /// <summary>Gives an array back, of a length that is a power of two, that nothing refers to any more.</summary>
    public static void Return(T[] array)
    {
        if (!IsPooled(array.Length))
        {
            return;
        }

        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Array.Clear(array);
        }

        Shelves[BitOperations.Log2((uint)array.Length)].Put(array);
    }

    /// <summary>Exchanges an array for a longer one that begins with the same elements, and may hold anything behind them.</summary>
    /// <param name="array">The array, which goes back.</param>
    /// <param name="length">The length, a power of two.</param>
    /// <param name="used">How many elements are kept.</param>
    public static void Grow(ref T[] array, int length, int used)
    {
        var longer = Rent(length);
        Array.Copy(array, longer, used);
        Return(array);
        array = longer;
    }

    private static bool IsPooled(int length) => (long)length * Unsafe.SizeOf<T>() is >= LeastBytes and <= MostBytes;

    /// <summary>Arrays of one length.</summary>
    private sealed class Shelf(int few)
    {
        private readonly Stack<T[]> arrays = new();

        public bool TryTake(out T[] array)
        {
            lock (arrays)
            {
                return arrays.TryPop(out array!);
            }
        }

        public void Put(T[] array)
        {
            lock (arrays)
            {
                arrays.Push(array);
            }
        }

        public void KeepFew()
        {
            lock (arrays)
            {
                while (arrays.Count > few)
                {
                    arrays.Pop();
                }
            }
        }
    }
}
