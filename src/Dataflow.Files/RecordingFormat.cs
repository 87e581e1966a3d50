namespace Dataflow.Files;

/// <summary>How the records of a file are written.</summary>
public enum RecordingFormat
{
    /// <summary>A JSON object a line: an event, or a control record.</summary>
    JsonLines,

    /// <summary>Comma-separated values (RFC 4180) under a header line with the names of the fields.</summary>
    Csv,
}
