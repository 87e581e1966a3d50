using System.Globalization;
using System.Text.Json;

namespace Dataflow.Benchmarks.Replays;

/// <summary>
/// Runs <c>dataflow replay</c> in this process, by the entry point of its assembly: the same code as the command, without the start of a process.
/// </summary>
internal static class Replay
{
    /// <summary>Replays a recording into a file of panes.</summary>
    public static void Run(string recording, string panes)
    {
        var error = Console.Error;
        using var summary = new StringWriter(CultureInfo.InvariantCulture);
        Console.SetError(summary);
        try
        {
            var status = AppDomain.CurrentDomain.ExecuteAssemblyByName(
                "Dataflow.Cli",
                "replay", "--time", RecordedFields.Time, "--key", RecordedFields.Key, "--value", RecordedFields.Value, "--window", "fixed 10s",
                "--watermark", "bounded 500ms", "--output", "jsonl", "--out", panes, recording);
            if (status != 0)
            {
                throw new InvalidOperationException($"dataflow replay ended with {status}: {summary}");
            }
        }
        finally
        {
            Console.SetError(error);
        }
    }

    /// <summary>The sums in a file of panes, by window and key.</summary>
    public static Dictionary<(long Window, string Key), long> ReadSums(string panes)
    {
        var sums = new Dictionary<(long, string), long>();
        foreach (var line in File.ReadLines(panes))
        {
            using var pane = JsonDocument.Parse(line);
            var start = pane.RootElement.GetProperty("window").GetProperty("start").GetDateTime();
            sums.Add(((start - DateTime.UnixEpoch).Ticks, pane.RootElement.GetProperty("key").GetString()!), pane.RootElement.GetProperty("value").GetInt64());
        }

        return sums;
    }
}
