using Dataflow.Files;

namespace Dataflow.Cli.Replay;

/// <summary>What a replay keeps of a record.</summary>
/// <param name="Key">The key, which is filled in for many events at once; null if all events are one group.</param>
/// <param name="Value">The value to aggregate.</param>
/// <param name="Json">The whole record, kept only if late elements are written.</param>
internal record struct ReplayEvent<TValue>(FieldKey? Key, TValue Value, byte[]? Json)
{
    public readonly override string ToString() => Key is null ? $"{Value}" : $"{Key}: {Value}";
}
