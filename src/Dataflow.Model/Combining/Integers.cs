using System.Numerics;

namespace Dataflow.Combining;

/// <summary>What combine functions ask of a type of which they cannot demand that it is an integer. Found out once a type.</summary>
internal static class Integers<T>
{
    /// <summary>Whether it is an integer type of .NET whose values all fit in 64 bits.</summary>
    public static readonly bool FitIn64Bits = IntegerTypes.UpTo64Bits.Contains(typeof(T));

    /// <summary>Subtracts exactly, or overflows, if it is an integer type of .NET; null if it is not.</summary>
    public static readonly Func<T, T, T>? Subtract = IntegerTypes.Subtractions.OfType<Func<T, T, T>>().SingleOrDefault();

    /// <summary>Whether it is an integer type of .NET that has negative values.</summary>
    public static readonly bool AreSigned = IntegerTypes.Signed.Contains(typeof(T));
}

/// <summary>The integer types of .NET.</summary>
internal static class IntegerTypes
{
    public static readonly Type[] UpTo64Bits =
    [
        typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(nint), typeof(nuint),
    ];

    public static readonly Type[] Signed = [typeof(sbyte), typeof(short), typeof(int), typeof(long), typeof(nint), typeof(Int128), typeof(BigInteger)];

    public static readonly Delegate[] Subtractions =
    [
        Subtraction<sbyte>(), Subtraction<byte>(), Subtraction<short>(), Subtraction<ushort>(), Subtraction<int>(), Subtraction<uint>(), Subtraction<long>(),
        Subtraction<ulong>(), Subtraction<nint>(), Subtraction<nuint>(), Subtraction<Int128>(), Subtraction<UInt128>(), Subtraction<BigInteger>(),
    ];

    private static Func<T, T, T> Subtraction<T>()
        where T : ISubtractionOperators<T, T, T> => static (left, right) => checked(left - right);
}
