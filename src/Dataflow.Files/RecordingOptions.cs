using Dataflow.Watermarks;

namespace Dataflow.Files;

/// <summary>How a recording is read.</summary>
public sealed record RecordingOptions
{
    /// <summary>The field that holds the event time. Required, unless the caller gives a function for it.</summary>
    public string? TimeField { get; init; }

    /// <summary>
    /// The field that holds the arrival (processing) time of an event. <c>$processingTime</c> records move the clock between events. If
    /// null, the default, they alone do.
    /// </summary>
    public string? ArrivalField { get; init; }

    /// <summary>How the watermark is known. If null, the default, it is <see cref="WatermarkPolicy.RecordedOrPerfect"/>.</summary>
    public WatermarkPolicy? Watermark { get; init; }

    /// <summary>How the files are written. If null, the default, their names tell: <c>.csv</c>, <c>.jsonl</c>, <c>.ndjson</c> or <c>.json</c>, each also with <c>.gz</c>.</summary>
    public RecordingFormat? Format { get; init; }

    /// <summary>What happens at a record that cannot be read. <see cref="OnError.Fail"/> by default.</summary>
    public OnError OnError { get; init; }

    /// <summary>Called for each record that is skipped, in the first pass over the recording only, on the thread that reads. Null by default.</summary>
    public Action<RecordingException>? Skipped { get; init; }

    /// <summary>Where the reading reports how far it has come. Null by default.</summary>
    public RecordingProgress? Progress { get; init; }

    /// <summary>The size of the first block, in bytes; blocks grow for a record that is longer.</summary>
    internal int BlockSize { get; init; } = 256 * 1024;

    /// <summary>The longest record, in bytes: what one array can hold.</summary>
    internal int MaxBlockSize { get; init; } = 1 << 30;

    /// <summary>Opens standard input.</summary>
    internal Func<Stream> StandardInput { get; init; } = Console.OpenStandardInput;
}
