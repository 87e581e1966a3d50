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

        return new JsonBytes(record.GetJson(field).ToArray());
    }
}
