namespace Dataflow.Engine.Batches;

/// <summary>What a <see cref="Mark"/> moves.</summary>
internal enum MarkKind
{
    Clock,
    Watermark,
}
