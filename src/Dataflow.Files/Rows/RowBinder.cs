using Dataflow.Files.Text;

namespace Dataflow.Files.Rows;

/// <summary>Keeps records as <see cref="Row"/>s: all of each, or the fields asked for.</summary>
internal sealed class RowBinder(IReadOnlyList<string>? fields) : RecordBinder<Row>
{
    private readonly byte[][] names = [.. (fields ?? []).Select(JsonText.Quoted)];
    private readonly JsonText json = new();

    public override IReadOnlyList<string> Fields { get; } = [.. fields ?? []];

    public override Row Bind(RecordView record)
    {
        if (fields is null)
        {
            return new Row(record.ToJson());
        }

        json.Clear();
        json.Append((byte)'{');
        for (var field = 0; field < names.Length; field++)
        {
            if (record.GetKind(field) == FieldKind.Missing)
            {
                continue;
            }

            if (json.Written.Length > 1)
            {
                json.Append((byte)',');
            }

            json.Append(names[field]);
            json.Append((byte)':');
            record.Cursor.WriteField(field, json);
        }

        json.Append((byte)'}');
        return new Row(json.Written.ToArray());
    }

    public override RecordBinder<Row> ForReader() => new RowBinder(fields);
}
