namespace Dataflow.Files;

/// <summary>What happens at a record that cannot be read. A file that is missing or cut short always fails.</summary>
public enum OnError
{
    /// <summary>The records before it are delivered, then a <see cref="RecordingException"/> is thrown.</summary>
    Fail,

    /// <summary>The record is left out, counted, and reported to <see cref="RecordingOptions.Skipped"/>.</summary>
    Skip,
}
