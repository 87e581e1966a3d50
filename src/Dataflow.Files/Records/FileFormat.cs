using Dataflow.Files.Bytes;

namespace Dataflow.Files.Records;

/// <summary>Tells the format of a file by its name.</summary>
internal static class FileFormat
{
    /// <summary>The format that the options or else the name says.</summary>
    /// <exception cref="ArgumentException">Neither says it.</exception>
    public static RecordingFormat Of(string file, RecordingOptions options)
    {
        if (options.Format is { } format)
        {
            return format;
        }

        if (file == StandardInput.Name)
        {
            return RecordingFormat.JsonLines;
        }

        var name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".CSV" => RecordingFormat.Csv,
            ".JSONL" or ".NDJSON" or ".JSON" => RecordingFormat.JsonLines,
            _ => throw new ArgumentException(
                $"The name of the recording \"{file}\" does not tell its format: it should end in .jsonl, .ndjson, .json or .csv, each also with .gz.", nameof(file)),
        };
    }
}
