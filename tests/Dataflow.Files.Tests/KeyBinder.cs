namespace Dataflow.Files.Tests;

/// <summary>A key of some fields, which may be missing from JSON.</summary>
internal sealed class KeyBinder(params string[] fields) : RecordBinder<FieldKey>
{
    private readonly FieldKeyCache keys = new(fields, capacity: 16);

    public override IReadOnlyList<string> Fields => fields;

    public override FieldKey Bind(RecordView record) => keys.Get(record);

    public override RecordBinder<FieldKey> ForReader() => new KeyBinder(fields);
}
