using System.Buffers;
using System.Text.Json;
using Dataflow.Files;

namespace Dataflow.Cli.Replay;

/// <summary>How the values of the aggregates are read from records.</summary>
internal static class ValueReaders
{
    public static ValueTuple Nothing(RecordView record, int field) => default;

    public static Number Number(RecordView record, int field) => record.GetNumber(field);

    public static double Double(RecordView record, int field) => record.GetNumber(field).ToDouble();

    public static JsonBytes Record(RecordView record, int field) => new(record.ToJson());

    public static JsonBytes Json(RecordView record, int field)
    {
        if (record.GetKind(field) == FieldKind.Missing)
        {
            throw record.Error(field, "is missing");
        }

        var json = new ArrayBufferWriter<byte>(16);
        using (var writer = new Utf8JsonWriter(json))
        {
            record.WriteFieldTo(field, writer);
        }

        return new JsonBytes(json.WrittenSpan.ToArray());
    }
}
