using System.Runtime.CompilerServices;

namespace Dataflow.Engine.Hashing;

/// <summary>Hashes and compares keys, which may be null. Strings are told apart from other objects, since most keys that are objects are strings.</summary>
internal static class Keys
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int HashOf<TKey>(TKey key) =>
        key is string text ? StringHash.Of(text)
        : key is null ? 0
        : EqualityComparer<TKey>.Default.GetHashCode(key);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreEqual<TKey>(TKey one, TKey other) =>
        (!typeof(TKey).IsValueType && ReferenceEquals(one, other))
        || (one is string text ? string.Equals(text, other as string) : EqualityComparer<TKey>.Default.Equals(one, other));
}
