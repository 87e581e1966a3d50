using System.Text;

namespace Dataflow.Cli.Replay;

/// <summary>A JSON value as it is written; equal if it is written the same.</summary>
internal sealed class JsonBytes(byte[] json) : IEquatable<JsonBytes>
{
    public ReadOnlySpan<byte> Span => json;

    public bool Equals(JsonBytes? other) => other is not null && Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => Equals(obj as JsonBytes);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(json);
        return hash.ToHashCode();
    }

    public override string ToString() => Encoding.UTF8.GetString(json);
}
