namespace Dataflow.Files;

/// <content>Operators and conversions.</content>
public readonly partial struct Number
{
    /// <summary>Adds. Two integers stay exact; a sum that 64 bits cannot hold becomes a double.</summary>
    /// <exception cref="OverflowException">The sum of doubles is not finite.</exception>
    public static Number operator +(Number left, Number right)
    {
        if (left.isDouble || right.isDouble)
        {
            return AddDoubles(left, right);
        }

        var sum = unchecked(left.bits + right.bits);
        return ((left.bits ^ sum) & (right.bits ^ sum)) < 0 ? AddDoubles(left, right) : new Number(sum);
    }

    /// <summary>Adds. Two integers stay exact.</summary>
    /// <exception cref="OverflowException">The sum of two integers leaves 64 bits, or the sum of doubles is not finite.</exception>
    public static Number operator checked +(Number left, Number right) =>
        left.isDouble || right.isDouble ? AddDoubles(left, right) : new Number(checked(left.bits + right.bits));

    /// <summary>Whether two numbers have the same value.</summary>
    public static bool operator ==(Number left, Number right) => left.Equals(right);

    /// <summary>Whether two numbers differ in value.</summary>
    public static bool operator !=(Number left, Number right) => !left.Equals(right);

    /// <summary>Whether <paramref name="left"/> is less.</summary>
    public static bool operator <(Number left, Number right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> is less or equal.</summary>
    public static bool operator <=(Number left, Number right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is greater.</summary>
    public static bool operator >(Number left, Number right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is greater or equal.</summary>
    public static bool operator >=(Number left, Number right) => left.CompareTo(right) >= 0;

    /// <summary>A whole number.</summary>
    public static implicit operator Number(long value) => new(value);

    /// <summary>A double.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is infinite or not a number.</exception>
    public static explicit operator Number(double value) => new(value);

    /// <summary>The nearest double.</summary>
    public static explicit operator double(Number value) => value.ToDouble();

    /// <summary>The value as an integer.</summary>
    /// <exception cref="OverflowException">It is not whole, or outside 64 bits.</exception>
    public static explicit operator long(Number value) => value.ToInt64();

    /// <inheritdoc cref="op_Addition"/>
    public static Number Add(Number left, Number right) => left + right;

    private static Number AddDoubles(Number left, Number right)
    {
        var sum = left.ToDouble() + right.ToDouble();
        return double.IsFinite(sum)
            ? new Number(sum)
            : throw new OverflowException($"The sum of {left} and {right} is beyond the largest double.");
    }
}
