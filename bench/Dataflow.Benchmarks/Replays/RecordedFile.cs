using System.Globalization;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.Replays;

/// <summary>Writes recordings of six fields: about 130 bytes a line as JSON Lines.</summary>
internal static class RecordedFile
{
    public static void WriteJsonLines(string path, IEnumerable<Event> events)
    {
        using var writer = new StreamWriter(path);
        foreach (var (place, e) in events.Index())
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"id\":{10_000_000 + place},\"time\":\"{TimeOf(e)}\",\"sensor\":\"sensor-{e.Key:00000}\",\"kind\":\"temperature\",\"value\":{e.Value},\"place\":\"hall {e.Key % 97:00}\"}}\n"));
        }
    }

    public static void WriteCsv(string path, IEnumerable<Event> events)
    {
        using var writer = new StreamWriter(path);
        writer.Write("id,time,sensor,kind,value,place\n");
        foreach (var (place, e) in events.Index())
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture, $"{10_000_000 + place},{TimeOf(e)},sensor-{e.Key:00000},temperature,{e.Value},hall {e.Key % 97:00}\n"));
        }
    }

    private static string TimeOf(Event e) => DateTime.UnixEpoch.AddTicks(e.Ticks).ToString(IsoTime.Format, CultureInfo.InvariantCulture);
}
