namespace Dataflow.Model.Tests.Combining;

/// <summary>A value that equals others of its class, which a tag tells apart.</summary>
public sealed class Alike(int kind, int tag) : IEquatable<Alike>
{
    public int Kind => kind;

    public int Tag => tag;

    public bool Equals(Alike? other) => other?.Kind == kind;

    public override bool Equals(object? obj) => Equals(obj as Alike);

    public override int GetHashCode() => kind & 1;
}
