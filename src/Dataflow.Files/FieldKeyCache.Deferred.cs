using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Dataflow.Files.Records;
using Dataflow.Files.Text;

namespace Dataflow.Files;

/// <content>Keys of many records at once.</content>
public sealed partial class FieldKeyCache
{
    private readonly List<(int Place, FieldKey Key)> early = [];
    private Vector256<byte>[] deferred = [];
    private FieldKey?[] resolved = [];
    private int deferredCount;

    /// <summary>
    /// Takes note of a record whose key <see cref="Resolve"/> gives later: many keys are found in less time together than one by one. See
    /// <see cref="RecordBinder{T}.Complete"/>.
    /// </summary>
    /// <exception cref="RecordingException">A key field has half of a surrogate pair; nothing was noted then.</exception>
    public void Defer(RecordView record)
    {
        var cursor = record.Cursor;
        if (deferredCount == deferred.Length)
        {
            Array.Resize(ref deferred, Math.Max(64, deferredCount * 2));
            Array.Resize(ref resolved, deferred.Length);
        }

        if (IsShort(cursor) && cursor[firstField] is { IsEscaped: false, Kind: not SlotKind.Json })
        {
            deferred[deferredCount] = SpellingOf(cursor);
        }
        else
        {
            // A key that takes more than its spelling to make is made while the record is there.
            early.Add((deferredCount, Get(record)));
            deferred[deferredCount] = default;
        }

        deferredCount++;
    }

    /// <summary>
    /// The keys of the records that were deferred since the last call, in their order: each is what <see cref="Get"/> would have given. The span holds
    /// until the next call of <see cref="Defer"/>.
    /// </summary>
    public ReadOnlySpan<FieldKey> Resolve()
    {
        var spellings = deferred.AsSpan(0, deferredCount);
        var found = resolved.AsSpan(0, deferredCount);
        keys.FindAll(spellings, found);
        foreach (var (place, key) in early)
        {
            found[place] = key;
        }

        for (var i = 0; i < found.Length; i++)
        {
            // A key that is new may have come a second time among these.
            found[i] ??= keys.Find(spellings[i], []) ?? Add(spellings[i], [], Make(spellings[i]));
        }

        early.Clear();
        deferredCount = 0;
        return found!;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private FieldKey Make(in Vector256<byte> spelling)
    {
        Span<byte> text = stackalloc byte[Vector256<byte>.Count];
        spelling.CopyTo(text);
        json.Clear();
        AppendPlain((SlotKind)Spelling.KindOf(spelling), text[..Spelling.LengthOf(spelling)]);
        return new FieldKey(json.Written);
    }
}
