using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dataflow.Files.Records;
using Dataflow.Files.Text;

namespace Dataflow.Files;

/// <summary>
/// Makes <see cref="FieldKey"/>s of records, and gives the same object again for a key that came before: a repeated key costs one
/// look at a table and no memory. The table is bounded; beyond its capacity keys push each other out, which costs time only.
/// Not safe for use by several threads at once.
/// </summary>
public sealed partial class FieldKeyCache
{
    private readonly byte[][] names;
    private readonly int firstField;
    private readonly SpellingTable<FieldKey> keys;
    private readonly JsonText json = new();
    private readonly JsonText raw = new();

    /// <summary>A cache for the keys of some fields that stand side by side in <see cref="RecordBinder{T}.Fields"/>.</summary>
    /// <param name="names">The names of the key fields, at least one; they become the property names of a key of several fields.</param>
    /// <param name="firstField">The index of the first key field.</param>
    /// <param name="capacity">How many keys it holds at most, rounded up to a power of two; 65,536 by default, and at least 8.</param>
    /// <exception cref="ArgumentException">There are no names.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The first field is negative, or the capacity is not from 1 to 2^24.</exception>
    public FieldKeyCache(IReadOnlyList<string> names, int firstField = 0, int capacity = 65_536)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentOutOfRangeException.ThrowIfNegative(firstField);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, 1 << 24);
        if (names.Count == 0)
        {
            throw new ArgumentException("A key has at least one field.", nameof(names));
        }

        this.names = [.. names.Select(JsonText.Quoted)];
        this.firstField = firstField;
        keys = new SpellingTable<FieldKey>(capacity);
    }

    /// <summary>The key of a record.</summary>
    /// <exception cref="RecordingException">A key field has half of a surrogate pair.</exception>
    public FieldKey Get(RecordView record)
    {
        var cursor = record.Cursor;
        if (!IsShort(cursor))
        {
            return GetLong(cursor);
        }

        var spelling = SpellingOf(cursor);
        return keys.Find(spelling, []) ?? Add(spelling, [], Make(cursor));
    }

    private bool IsShort(RecordCursor cursor) => names.Length == 1 && cursor[firstField].Length <= Spelling.MaxLength;

    private Vector256<byte> SpellingOf(RecordCursor cursor)
    {
        ref readonly var slot = ref cursor[firstField];
        return Spelling.Of(cursor.Start(firstField), slot.Length, (byte)slot.Kind);
    }

    private FieldKey GetLong(RecordCursor cursor)
    {
        raw.Clear();
        for (var i = 0; i < names.Length; i++)
        {
            ref readonly var slot = ref cursor[firstField + i];
            var length = slot.Length;
            raw.Append((byte)slot.Kind);
            raw.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in length)));
            raw.Append(cursor.Raw(firstField + i));
        }

        var spelling = Spelling.OfLong(raw.Written);
        return keys.Find(spelling, raw.Written) ?? Add(spelling, raw.Written, Make(cursor));
    }

    private FieldKey Add(in Vector256<byte> spelling, ReadOnlySpan<byte> text, FieldKey key)
    {
        keys.Add(spelling, text, key);
        return key;
    }
}
