namespace Dataflow.Testing.Generation;

/// <summary>How the watermark of generated streams moves.</summary>
public enum WatermarkSchedule
{
    /// <summary>In each of the other ways.</summary>
    Any,

    /// <summary>Not before the end.</summary>
    Batch,

    /// <summary>As far as no element is late: just before the least time that is still to come, at times less far.</summary>
    Sane,

    /// <summary>A few units behind or ahead of what has come, so that some elements are late.</summary>
    Heuristic,

    /// <summary>Anywhere: back, far ahead, several steps at once, to the end of time with elements still to come.</summary>
    Adversarial,
}
