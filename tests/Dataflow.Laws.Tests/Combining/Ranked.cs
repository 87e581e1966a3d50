namespace Dataflow.Laws.Tests.Combining;

/// <summary>A value that is ordered by its rank alone, so that values which are not equal rank alike.</summary>
internal sealed record Ranked(int Rank, int Tag) : IComparable<Ranked>
{
    public int CompareTo(Ranked? other) => other is null ? 1 : Rank.CompareTo(other.Rank);

    public override string ToString() => $"{Rank}/{Tag}";
}
