namespace Dataflow.Testing.Generation;

/// <summary>What a <see cref="StreamStep{T}"/> does.</summary>
public enum StreamStepKind
{
    /// <summary>An element comes.</summary>
    Element,

    /// <summary>The source says that its input is complete up to a time.</summary>
    Watermark,

    /// <summary>Processing time moves on.</summary>
    Clock,
}
