using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Sessions;

/// <summary>A session that is complete: its place in the order of a firing, and where it stands.</summary>
internal readonly record struct DueSession(Rank Rank, int Place) : IComparable<DueSession>
{
    public int CompareTo(DueSession other) => Rank.CompareTo(other.Rank);
}
