namespace Dataflow.Files.Tests;

/// <summary>The number in a field.</summary>
internal sealed class NumberBinder(string field) : RecordBinder<Number>
{
    public override IReadOnlyList<string> Fields { get; } = [field];

    public override Number Bind(RecordView record)
    {
        if (record.TryGetNumber(0, out var number))
        {
            return number;
        }

        _ = record.GetText(0);
        throw record.Error(0, "is not a number");
    }
}
