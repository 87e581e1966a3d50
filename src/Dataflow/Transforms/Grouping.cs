using System.Collections;

namespace Dataflow;

/// <summary>The values of a key in a window, as LINQ knows them.</summary>
internal sealed class Grouping<TKey, TValue>(TKey key, IReadOnlyList<TValue> values) : IGrouping<TKey, TValue>
{
    public TKey Key => key;

    public IEnumerator<TValue> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{key}: [{string.Join(", ", values)}]";
}
