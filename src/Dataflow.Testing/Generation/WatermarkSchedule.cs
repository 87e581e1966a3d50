namespace Dataflow.Testing.Generation;

/// <summary>How the watermark of generated streams moves.</summary>
public enum WatermarkSchedule
{
    /// <summary>In one of the other ways, drawn for each stream.</summary>
    Any,

    /// <summary>Not before the end.</summary>
    Batch,

    /// <summary>As far as no element comes behind it: at the least time that is still to come, or up to three units before that.</summary>
    Sane,

    /// <summary>A few units behind or ahead of what has come, so that some elements are late.</summary>
    Heuristic,

    /// <summary>Anywhere: back, far ahead, several steps at once, to the end of time with elements still to come.</summary>
    Adversarial,
}
