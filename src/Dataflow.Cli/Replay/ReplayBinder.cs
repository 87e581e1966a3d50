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
        return new(keys?.Get(record), read(record, key.Names.Count), keepsRecord ? record.ToJson() : null);
    }

    public override RecordBinder<ReplayEvent<TValue>> ForReader() => new ReplayBinder<TValue>(key, value, read, keepsRecord);
}
