using Dataflow.Combining;
using Dataflow.Files;
using Dataflow.Watermarks;
using Dataflow.Windowing;

namespace Dataflow.Cli.Options;

/// <summary>What a command line of <c>replay</c> asks for, checked.</summary>
internal sealed record ReplayOptions
{
    public required IReadOnlyList<string> Files { get; init; }

    public required string Time { get; init; }

    public string? Arrival { get; init; }

    /// <summary>The fields to group by; none for one group.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    public string? Value { get; init; }

    public required Aggregation Aggregate { get; init; }

    public required WindowingStrategy Windowing { get; init; }

    public required WatermarkPolicy Watermark { get; init; }

    public required OutputFormat Output { get; init; }

    /// <summary>The file that panes go to; null for standard output.</summary>
    public string? Out { get; init; }

    /// <summary>The file that late elements go to; null if they are counted only.</summary>
    public string? Late { get; init; }

    public required OnError OnError { get; init; }

    public required int Parallelism { get; init; }

    /// <summary>A multiple of the recorded pace; null for as fast as it can be.</summary>
    public double? Speed { get; init; }

    public bool Explain { get; init; }
}
