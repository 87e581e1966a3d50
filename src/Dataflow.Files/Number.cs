using System.Numerics;

namespace Dataflow.Files;

/// <summary>
/// A number as JSON has it: an exact 64-bit integer while it is written as a whole number that fits, and a double otherwise.
/// It is always finite. Numbers are equal, and ordered, by their exact mathematical value: 1 equals 1.0, and integers beyond
/// 2^53 are not rounded to compare them. The default is 0.
/// </summary>
public readonly partial struct Number : IComparable<Number>, IComparable, IEquatable<Number>,
    IAdditionOperators<Number, Number, Number>, IAdditiveIdentity<Number, Number>,
    IComparisonOperators<Number, Number, bool>
{
    // 2^63, the first double above all integers that fit.
    private const double IntegerLimit = 9_223_372_036_854_775_808.0;

    private readonly long bits;
    private readonly bool isDouble;

    /// <summary>A whole number.</summary>
    public Number(long value) => bits = value;

    /// <summary>A double.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is infinite or not a number.</exception>
    public Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"A number must be finite, but it is {value}.");
        }

        (bits, isDouble) = (BitConverter.DoubleToInt64Bits(value), true);
    }

    /// <summary>Zero.</summary>
    public static Number AdditiveIdentity => default;

    /// <summary>Whether it is held as an exact 64-bit integer.</summary>
    public bool IsInteger => !isDouble;

    private double Double => BitConverter.Int64BitsToDouble(bits);

    /// <summary>The nearest double.</summary>
    public double ToDouble() => isDouble ? Double : bits;

    /// <summary>The value as an integer.</summary>
    /// <exception cref="OverflowException">It is not whole, or outside 64 bits.</exception>
    public long ToInt64() => TryGetInt64(out var value)
        ? value
        : throw new OverflowException($"The number {this} is not a whole number of 64 bits.");

    /// <summary>Gets the value as an integer if it is whole and fits.</summary>
    public bool TryGetInt64(out long value)
    {
        if (!isDouble)
        {
            value = bits;
            return true;
        }

        var number = Double;
        var isWhole = number is >= -IntegerLimit and < IntegerLimit && Math.Truncate(number) == number;
        value = isWhole ? (long)number : 0;
        return isWhole;
    }

    /// <inheritdoc/>
    public int CompareTo(Number other) => (isDouble, other.isDouble) switch
    {
        (false, false) => bits.CompareTo(other.bits),
        (true, true) => Double.CompareTo(other.Double),
        (false, true) => Compare(bits, other.Double),
        _ => -Compare(other.bits, Double),
    };

    /// <inheritdoc/>
    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        Number other => CompareTo(other),
        _ => throw new ArgumentException($"A number is compared with a {obj.GetType()}.", nameof(obj)),
    };

    /// <inheritdoc/>
    public bool Equals(Number other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => TryGetInt64(out var whole) ? whole.GetHashCode() : Double.GetHashCode();

    /// <summary>Compares without rounding: the whole part of a double that is within range is an exact integer.</summary>
    private static int Compare(long integer, double number)
    {
        if (number >= IntegerLimit)
        {
            return -1;
        }

        if (number < -IntegerLimit)
        {
            return 1;
        }

        var whole = (long)number;
        return integer != whole ? integer.CompareTo(whole) : 0.0.CompareTo(number - whole);
    }
}
