using System.Collections;
using System.Reflection;
using Dataflow.Sources;

namespace Dataflow.Files.Tests;

/// <summary>What a source delivered.</summary>
internal sealed class Replayed<T>
{
    /// <summary>Elements as <c>value@time</c>, watermarks as <c>W time</c> and processing times as <c>P time</c>.</summary>
    public List<string> Log { get; } = [];

    public List<T> Values { get; } = [];

    public List<long> Ticks { get; } = [];

    public RecordingException? Fault { get; set; }

    public string? Message => Fault?.Message;

    public void Take(SourceBatch<T> source)
    {
        var batch = Replay.Get(source, "Batch");
        var columns = Replay.Get(batch, "Columns");
        var values = (T[])Replay.Get(batch, "Values");
        var times = (long[])Replay.Get(columns, "Times");
        var marks = Replay.Get(columns, "Marks");
        var all = (IList)marks.GetType().GetField("items", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(marks)!;
        var markCount = (int)Replay.Get(marks, "Count");
        var mark = 0;
        for (var row = 0; row <= source.Count; row++)
        {
            for (; mark < markCount && (int)Replay.Get(all[mark]!, "Position") == row; mark++)
            {
                var kind = Replay.Get(all[mark]!, "Kind").ToString() == "Watermark" ? "W" : "P";
                Log.Add($"{kind} {TimestampText.ToText((long)Replay.Get(all[mark]!, "Ticks"))}");
            }

            if (row < source.Count)
            {
                Log.Add($"{values[row]}@{TimestampText.ToText(times[row])}");
                Values.Add(values[row]);
                Ticks.Add(times[row]);
            }
        }
    }
}
