namespace Dataflow.Engine.Batches;

/// <summary>What a <see cref="Mark"/> moves.</summary>
internal enum MarkKind
{
    /// <summary>Processing time.</summary>
    Clock,

    /// <summary>The time up to which the input is complete.</summary>
    Watermark,
}
