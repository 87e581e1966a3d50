using Dataflow.Files;

namespace Dataflow.Cli.Replay;

/// <summary>How the values of the aggregates are read from records. They are lambdas, as a delegate of a static method costs a jump more, and is not seen through.</summary>
internal static class ValueReaders
{
    public static ValueReader<ValueTuple> Nothing { get; } = (_, _) => default;

    public static ValueReader<Number> Number { get; } = (record, field) => record.GetNumber(field);

    public static ValueReader<double> Double { get; } = (record, field) => record.GetNumber(field).ToDouble();

    public static ValueReader<JsonBytes> Record { get; } = (record, _) => new(record.ToJson());

    public static ValueReader<JsonBytes> Json { get; } = (record, field) => record.GetKind(field) == FieldKind.Missing
        ? throw record.Error(field, "is missing")
        : new JsonBytes(record.GetJson(field).ToArray());
}
