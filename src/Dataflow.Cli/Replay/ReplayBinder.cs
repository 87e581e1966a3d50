using Dataflow.Files;

namespace Dataflow.Cli.Replay;

/// <summary>Reads a record's value; the field stands behind the key fields, at <paramref name="field"/>.</summary>
internal delegate TValue ValueReader<out TValue>(RecordView record, int field);

/// <summary>Makes replay events of records: the key from its cache, and the value.</summary>
internal sealed class ReplayBinder<TValue>(KeyFields key, string? value, ValueReader<TValue> read, bool keepsRecord) : RecordBinder<ReplayEvent<TValue>>
{
    private readonly FieldKeyCache? keys = key.Names.Count == 0 ? null : new FieldKeyCache(key.Names);

    public override IReadOnlyList<string> Fields { get; } = value is null ? key.Names : [.. key.Names, value];

    public override ReplayEvent<TValue> Bind(RecordView record)
    {
        key.Look(record);
        var made = new ReplayEvent<TValue>(null, ReadValue(record), keepsRecord ? record.ToJson() : null);
        keys?.Defer(record);
        return made;
    }

    public override void Complete(Span<ReplayEvent<TValue>> elements)
    {
        if (keys is null)
        {
            return;
        }

        var found = keys.Resolve();
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i].Key = found[i];
        }
    }

    public override RecordBinder<ReplayEvent<TValue>> ForReader() => new ReplayBinder<TValue>(key, value, read, keepsRecord);

    private TValue ReadValue(RecordView record)
    {
        try
        {
            return read(record, key.Names.Count);
        }
        catch (RecordingException)
        {
            // Of two faults in a record, the one in the key is told.
            keys?.Get(record);
            throw;
        }
    }
}
