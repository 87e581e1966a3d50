namespace Dataflow.Benchmarks.Replays;

/// <summary>What the replay uses of a record: three of six fields.</summary>
internal static class RecordedFields
{
    public const string Time = "time";

    public const string Key = "sensor";

    public const string Value = "value";

    public static ReadOnlySpan<byte> TimeName => "time"u8;

    public static ReadOnlySpan<byte> KeyName => "sensor"u8;

    public static ReadOnlySpan<byte> ValueName => "value"u8;
}
