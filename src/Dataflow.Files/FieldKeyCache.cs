using System.Diagnostics;
using System.Runtime.InteropServices;
using Dataflow.Files.Records;
using Dataflow.Files.Text;

namespace Dataflow.Files;

/// <summary>
/// Makes <see cref="FieldKey"/>s of records, and gives the same object again for a key that came before: a repeated key costs one
/// look at a table and no memory. The table is bounded; beyond its capacity keys push each other out, which costs time only.
/// Not safe for use by several threads at once.
/// </summary>
public sealed class FieldKeyCache
{
    private const int ProbeLength = 8;

    private readonly byte[][] names;
    private readonly int firstField;
    private readonly int maxSize;
    private readonly JsonText json = new();
    private readonly JsonText raw = new();
    private Entry[] entries;
    private int count;

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
        maxSize = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, ProbeLength));
        entries = new Entry[Math.Min(maxSize, 256)];
    }

    /// <summary>The key of a record.</summary>
    /// <exception cref="RecordingException">A key field has half of a surrogate pair.</exception>
    public FieldKey Get(RecordView record)
    {
        var cursor = record.Cursor;
        var hash = 0u;
        for (var i = 0; i < names.Length; i++)
        {
            hash = ByteHash.Of(cursor.Raw(firstField + i), ((ulong)hash << 8) | (byte)cursor[firstField + i].Kind);
        }

        var mask = entries.Length - 1;
        for (var probe = 0; probe < ProbeLength; probe++)
        {
            ref readonly var entry = ref entries[(int)(hash + (uint)probe) & mask];
            if (entry.Key is null)
            {
                break;
            }

            if (entry.Hash == hash && Spells(entry.Raw, cursor))
            {
                return entry.Key;
            }
        }

        return Add(hash, cursor);
    }

    /// <summary>Whether the fields are written the same way as those that <see cref="Spell"/> kept.</summary>
    private bool Spells(ReadOnlySpan<byte> kept, RecordCursor cursor)
    {
        for (var i = 0; i < names.Length; i++)
        {
            ref readonly var slot = ref cursor[firstField + i];
            if (kept[0] != (byte)slot.Kind || MemoryMarshal.Read<int>(kept[1..]) != slot.Length
                || !kept.Slice(5, slot.Length).SequenceEqual(cursor.Raw(firstField + i)))
            {
                return false;
            }

            kept = kept[(5 + slot.Length)..];
        }

        return true;
    }

    private byte[] Spell(RecordCursor cursor)
    {
        raw.Clear();
        for (var i = 0; i < names.Length; i++)
        {
            ref readonly var slot = ref cursor[firstField + i];
            raw.Append((byte)slot.Kind);
            var length = slot.Length;
            raw.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in length)));
            raw.Append(cursor.Raw(firstField + i));
        }

        return raw.Written.ToArray();
    }

    private FieldKey Add(uint hash, RecordCursor cursor)
    {
        var entry = new Entry(hash, Make(cursor), Spell(cursor));
        if (count >= entries.Length / 2 && entries.Length < maxSize)
        {
            Grow();
        }

        Insert(entry);
        return entry.Key!;
    }

    private void Insert(in Entry entry)
    {
        var mask = entries.Length - 1;
        for (var probe = 0; probe < ProbeLength; probe++)
        {
            ref var place = ref entries[(int)(entry.Hash + (uint)probe) & mask];
            if (place.Key is null)
            {
                place = entry;
                count++;
                return;
            }
        }

        entries[(int)entry.Hash & mask] = entry;
    }

    private void Grow()
    {
        var old = entries;
        entries = new Entry[old.Length * 2];
        count = 0;
        foreach (var entry in old)
        {
            if (entry.Key is not null)
            {
                Insert(entry);
            }
        }

        Debug.Assert(count <= entries.Length, "The table is not over-full.");
    }

    private FieldKey Make(RecordCursor cursor)
    {
        json.Clear();
        if (names.Length == 1)
        {
            AppendField(cursor, firstField);
            return new FieldKey(json.Written);
        }

        for (var i = 0; i < names.Length; i++)
        {
            json.Append((byte)(i == 0 ? '{' : ','));
            json.Append(names[i]);
            json.Append((byte)':');
            AppendField(cursor, firstField + i);
        }

        json.Append((byte)'}');
        return new FieldKey(json.Written);
    }

    private void AppendField(RecordCursor cursor, int field)
    {
        switch (cursor.KindOf(field))
        {
            case SlotKind.Number:
                AppendNumber(cursor.Raw(field));
                break;
            case SlotKind.Json:
                try
                {
                    json.AppendCanonical(cursor.Raw(field));
                }
                catch (InvalidOperationException)
                {
                    throw cursor.Error(field, "has half of a surrogate pair");
                }

                break;
            default:
                cursor.WriteField(field, json);
                break;
        }
    }

    /// <summary>Appends a number in its shortest form; a whole number that 64 bits cannot hold stays as it is written, so that long identifiers differ.</summary>
    private void AppendNumber(ReadOnlySpan<byte> text)
    {
        NumberGrammar.Measure(text, out var isInteger);
        if (Number.TryParse(text, out var number) && (!isInteger || number.IsInteger))
        {
            json.AppendNumber(number);
        }
        else
        {
            json.Append(text);
        }
    }

    private readonly record struct Entry(uint Hash, FieldKey? Key, byte[] Raw);
}
