using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using Dataflow.Files.Text;

namespace Dataflow.Files.Records;

/// <summary>
/// The fast way through a JSON line: an object of strings, numbers and literals, checked against the whole grammar in one go.
/// It gives up, without a verdict, on whatever else it meets; the platform's reader then decides.
/// </summary>
internal ref struct JsonLineScanner
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly int start;
    private readonly int end;
    private int position;
    private bool isKnownUtf8;

    /// <summary>A scanner of the line from <paramref name="start"/> to <paramref name="end"/> in an array with padding behind its data.</summary>
    public JsonLineScanner(byte[] bytes, int start, int end)
    {
        this.bytes = bytes;
        (this.start, this.end, position) = (start, end, start);
    }

    /// <summary>Captures the wanted fields. False if the line is not of the plain kind, or is a control record.</summary>
    public bool TryScan(JsonFields fields, Span<Slot> slots)
    {
        if (!TryTake((byte)'{'))
        {
            return false;
        }

        SkipSpace();
        if (TryTake((byte)'}'))
        {
            return IsAtEnd();
        }

        for (var place = 0; ; place++)
        {
            if (!TryScanName(fields, place, out var field))
            {
                return false;
            }

            SkipSpace();
            if (!TryTake((byte)':'))
            {
                return false;
            }

            SkipSpace();
            if (!TryScanValue(out var value))
            {
                return false;
            }

            if (field >= 0)
            {
                slots[field] = value;
            }

            SkipSpace();
            if (!TryTake((byte)','))
            {
                return TryTake((byte)'}') && IsAtEnd();
            }

            SkipSpace();
        }
    }

    private bool TryScanName(JsonFields fields, int place, out int field)
    {
        if (fields.TryRecall(place, bytes[position..end], out field, out var length))
        {
            position += length;
            return true;
        }

        var nameStart = position;
        if (!TryScanString(out var name) || name.IsEscaped || (name.Length > 0 && bytes[name.Start] == '$'))
        {
            return false;
        }

        field = fields.Find(bytes.Slice(name.Start, name.Length));
        fields.Remember(place, bytes[nameStart..position], field);
        return true;
    }

    private bool TryScanValue(out Slot value)
    {
        var first = position < end ? bytes[position] : (byte)0;
        switch (first)
        {
            case (byte)'"':
                return TryScanString(out value);
            case (byte)'t':
                return TryScanLiteral("true"u8, SlotKind.True, out value);
            case (byte)'f':
                return TryScanLiteral("false"u8, SlotKind.False, out value);
            case (byte)'n':
                return TryScanLiteral("null"u8, SlotKind.Null, out value);
            default:
                var length = NumberGrammar.Measure(bytes[position..end], out _);
                value = new Slot(position, length, SlotKind.Number);
                position += length;
                return length > 0;
        }
    }

    private bool TryScanLiteral(ReadOnlySpan<byte> literal, SlotKind kind, out Slot value)
    {
        value = new Slot(position, literal.Length, kind);
        var isThere = bytes[position..end].StartsWith(literal);
        position += literal.Length;
        return isThere;
    }

    private bool TryScanString(out Slot value)
    {
        value = default;
        if (!TryTake((byte)'"'))
        {
            return false;
        }

        var contentStart = position;
        var isEscaped = false;
        while (true)
        {
            position = SkipPlain(position);
            if (position >= end)
            {
                return false;
            }

            switch (bytes[position])
            {
                case (byte)'"':
                    value = new Slot(contentStart, position - contentStart, SlotKind.String, isEscaped, isQuoted: true);
                    position++;
                    return true;
                case (byte)'\\':
                    isEscaped = true;
                    if (!TrySkipEscape())
                    {
                        return false;
                    }

                    break;
                case < 0x20:
                    return false;
                default:
                    if (!isKnownUtf8 && !Utf8.IsValid(bytes[start..end]))
                    {
                        return false;
                    }

                    isKnownUtf8 = true;
                    position++;
                    break;
            }
        }
    }

    private bool TrySkipEscape()
    {
        if (position + 1 >= end)
        {
            return false;
        }

        if (bytes[position + 1] != 'u')
        {
            var isKnown = bytes[position + 1] is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t';
            position += 2;
            return isKnown;
        }

        if (position + 6 > end)
        {
            return false;
        }

        for (var i = position + 2; i < position + 6; i++)
        {
            if (!char.IsAsciiHexDigit((char)bytes[i]))
            {
                return false;
            }
        }

        position += 6;
        return true;
    }

    /// <summary>The place of the first byte that is a quote, a backslash, a control or not ASCII, at or after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int SkipPlain(int from)
    {
        // As signed bytes, controls and non-ASCII are those below 0x20. The padding allows loads past the end of the line;
        // what they find there is past the end, and the caller looks at that first.
        ref var origin = ref MemoryMarshal.GetReference(bytes);
        for (; from < end; from += Vector128<byte>.Count)
        {
            var vector = Vector128.LoadUnsafe(ref origin, (nuint)from);
            var stops = Vector128.Equals(vector, Vector128.Create((byte)'"'))
                | Vector128.Equals(vector, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(vector.AsSByte(), Vector128.Create((sbyte)0x20)).AsByte();
            if (stops != Vector128<byte>.Zero)
            {
                return from + BitOperations.TrailingZeroCount(stops.ExtractMostSignificantBits());
            }
        }

        return from;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTake(byte mark)
    {
        if (position < end && bytes[position] == mark)
        {
            position++;
            return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipSpace()
    {
        while (position < end && bytes[position] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            position++;
        }
    }

    private bool IsAtEnd()
    {
        SkipSpace();
        return position == end;
    }
}
