namespace Dataflow.Triggers;

/// <summary>A trigger made of several; equal if they are, one by one.</summary>
public abstract record CompositeTrigger : Trigger
{
    private protected CompositeTrigger(IEnumerable<Trigger> triggers)
    {
        ArgumentNullException.ThrowIfNull(triggers);
        var list = triggers.ToArray();
        if (list.Length < 2 || list.Contains(null))
        {
            throw new ArgumentException($"There must be at least two triggers, but there are {list.Count(trigger => trigger is not null)}.", nameof(triggers));
        }

        Triggers = Array.AsReadOnly(list);
        (Depth, Size) = (DepthAround(list), SizeAround(list));
    }

    /// <summary>The triggers that it is made of, at least two.</summary>
    public IReadOnlyList<Trigger> Triggers { get; }

    internal sealed override int Depth { get; }

    internal sealed override int Size { get; }

    /// <summary>Its name in a specification.</summary>
    private protected abstract string Name { get; }

    /// <inheritdoc/>
    public virtual bool Equals(CompositeTrigger? other) =>
        other is not null && EqualityContract == other.EqualityContract && Triggers.SequenceEqual(other.Triggers);

    /// <inheritdoc/>
    public override int GetHashCode() => Triggers.Aggregate(EqualityContract.GetHashCode(), HashCode.Combine);

    /// <inheritdoc/>
    public sealed override string ToString() => $"{Name}({string.Join(", ", Triggers)})";
}
