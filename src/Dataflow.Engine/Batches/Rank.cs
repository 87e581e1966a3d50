using Dataflow.Windowing;

namespace Dataflow.Engine.Batches;

/// <summary>
/// The place of a pane among those with the same cause: by the time that it was due, then by the window that fired, then by the place of the
/// key's first element. It is the order in which one worker fires.
/// </summary>
internal readonly record struct Rank(long Due, Window Window, long Sequence) : IComparable<Rank>
{
    public int CompareTo(Rank other) => Compare(this, other);

    /// <summary>As <see cref="CompareTo"/>, without copies.</summary>
    public static int Compare(in Rank one, in Rank other)
    {
        if (one.Due != other.Due)
        {
            return one.Due < other.Due ? -1 : 1;
        }

        var byWindow = one.Window.CompareTo(other.Window);
        return byWindow != 0 ? byWindow : one.Sequence.CompareTo(other.Sequence);
    }
}
