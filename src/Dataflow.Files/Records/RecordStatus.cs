namespace Dataflow.Files.Records;

/// <summary>What <see cref="RecordCursor.Read"/> came to.</summary>
internal enum RecordStatus
{
    /// <summary>An event.</summary>
    Event,

    /// <summary>A <c>$watermark</c> record.</summary>
    Watermark,

    /// <summary>A <c>$processingTime</c> record.</summary>
    ProcessingTime,

    /// <summary>No complete record is at hand; the file goes on.</summary>
    NeedsBytes,

    /// <summary>The file is at its end.</summary>
    End,
}
