namespace Dataflow.Model.Tests.Combining;

/// <summary>A value that ranks equal to others which are not equal to it, so that tests can see which of a tie was kept.</summary>
public sealed record Tagged(int Rank, int Tag) : IComparable<Tagged>
{
    public static bool operator <(Tagged left, Tagged right) => left.Rank < right.Rank;

    public static bool operator >(Tagged left, Tagged right) => left.Rank > right.Rank;

    public static bool operator <=(Tagged left, Tagged right) => left.Rank <= right.Rank;

    public static bool operator >=(Tagged left, Tagged right) => left.Rank >= right.Rank;

    public int CompareTo(Tagged? other) => other is null ? 1 : Rank.CompareTo(other.Rank);

    public static Tagged Next(Random random) => new(random.Next(-3, 4), random.Next());
}
