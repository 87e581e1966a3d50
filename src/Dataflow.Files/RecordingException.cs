namespace Dataflow.Files;

/// <summary>
/// A recording that cannot be read. The message names the place: <c>events.jsonl:17:42: "at" is not a time: "12h"</c>.
/// </summary>
public sealed class RecordingException : Exception
{
    /// <summary>Describes a fault of a file as a whole.</summary>
    public RecordingException(string file, string problem, Exception? innerException = null)
        : base($"{file}: {problem}", innerException) => (File, Problem) = (file, problem);

    /// <summary>Describes a fault at a place.</summary>
    public RecordingException(string file, long line, long column, string problem, Exception? innerException = null)
        : base($"{file}:{line}:{column}: {problem}", innerException) => (File, Line, Column, Problem) = (file, line, column, problem);

    /// <summary>The file as the caller named it, <c>-</c> for standard input.</summary>
    public string File { get; }

    /// <summary>The line, from 1; 0 if the fault is of the file as a whole.</summary>
    public long Line { get; }

    /// <summary>The place in the line, in bytes of UTF-8, from 1; 0 if the fault is of the file as a whole.</summary>
    public long Column { get; }

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }

    /// <summary>Whether the rest of the file can be read without the record at fault.</summary>
    internal bool IsOfOneRecord { get; init; }
}
