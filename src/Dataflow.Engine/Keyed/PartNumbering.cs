using System.Runtime.CompilerServices;

namespace Dataflow.Engine.Keyed;

/// <summary>
/// Numbers parts of the time line that are as long as one, one behind the other: windows, or slices of windows. A number is found by one multiplication and without a branch that depends on the time.
/// None suits the default value.
/// </summary>
internal readonly struct PartNumbering
{
    // Times before the part have numbers too.
    private const long PartsBefore = 1 << 20;

    private readonly long origin;
    private readonly ulong length;
    private readonly ulong reciprocal;

    /// <summary>Numbers parts as long as this one, which is one of them.</summary>
    /// <param name="start">The first time of a part.</param>
    /// <param name="end">The first time behind it.</param>
    public PartNumbering(long start, long end)
    {
        length = (ulong)(end - start);
        reciprocal = ulong.MaxValue / length;
        origin = start - ((long)length * Math.Min(PartsBefore, (long)((1UL << 62) / length)));
    }

    /// <summary>Whether this part of the time line has one number, and no other has it but far away.</summary>
    public bool Suits(long start, long end) => (ulong)(end - start) == length && (ulong)(start - origin) % length == 0;

    // The product with the reciprocal is the number, or one less. A time before the origin has some number too.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NumberOf(long time)
    {
        var since = (ulong)(time - origin);
        var number = Math.BigMul(since, reciprocal, out _);
        return (int)number + (since - (number * length) >= length ? 1 : 0);
    }
}
