using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.Replays;

/// <summary>A temporary folder with a recording, a half of it, and a few lines to warm up on.</summary>
internal sealed class RecordingFolder : IDisposable
{
    private const int SampleLines = 20_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dataflow-benchmark-");

    public RecordingFolder(int lines, string extension, Action<string, IEnumerable<Event>> write)
    {
        var events = EventStream.Standard.Take(lines);
        All = Path.Combine(folder.FullName, $"all{extension}");
        Half = Path.Combine(folder.FullName, $"half{extension}");
        Sample = Path.Combine(folder.FullName, $"sample{extension}");
        write(All, events);
        write(Half, events.Take(lines / 2));
        write(Sample, events.Take(Math.Min(lines, SampleLines)));
    }

    public string All { get; }

    public string Half { get; }

    public string Sample { get; }

    /// <summary>Where the panes go.</summary>
    public string Panes => Path.Combine(folder.FullName, "panes.jsonl");

    public void Dispose() => folder.Delete(recursive: true);
}
