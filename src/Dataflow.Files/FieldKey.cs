using System.Text;
using Dataflow.Files.Text;

namespace Dataflow.Files;

/// <summary>
/// A grouping key made of one or several fields. It holds its canonical JSON: <c>"red"</c>, <c>17</c>, <c>null</c> (also for a missing
/// field), or for several fields <c>{"team":"red","level":3}</c>. Keys are equal when that is the same, so spelling does not count:
/// <c>1</c> and <c>1.0</c> make one key, and so do a string and the same string with escapes. Whole numbers are exact at any length.
/// </summary>
public sealed class FieldKey : IEquatable<FieldKey>
{
    private readonly byte[] json;
    private readonly int hash;

    internal FieldKey(ReadOnlySpan<byte> json)
    {
        this.json = json.ToArray();
        hash = (int)ByteHash.Of(json);
    }

    /// <summary>The canonical JSON in UTF-8.</summary>
    public ReadOnlySpan<byte> Json => json;

    /// <inheritdoc/>
    public bool Equals(FieldKey? other) =>
        ReferenceEquals(this, other) || (other is not null && hash == other.hash && json.AsSpan().SequenceEqual(other.json));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FieldKey);

    /// <summary>The hash of the JSON; the same in every process.</summary>
    public override int GetHashCode() => hash;

    /// <summary>The canonical JSON.</summary>
    public override string ToString() => Encoding.UTF8.GetString(json);
}
