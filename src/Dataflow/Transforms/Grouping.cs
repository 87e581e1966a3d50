using System.Collections;

namespace Dataflow.Transforms;

/// <summary>The values of a key in a window, as LINQ knows them. Equal to one of an equal key and values, as a retraction must be that is taken out of a group.</summary>
internal sealed class Grouping<TKey, TValue>(TKey key, IReadOnlyList<TValue> values) : IGrouping<TKey, TValue>
{
    public TKey Key => key;

    public IEnumerator<TValue> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object? obj) =>
        obj is IGrouping<TKey, TValue> other && EqualityComparer<TKey>.Default.Equals(key, other.Key) && values.SequenceEqual(other);

    public override int GetHashCode() => HashCode.Combine(key, values.Count);

    public override string ToString() => $"{key}: [{string.Join(", ", values)}]";
}
