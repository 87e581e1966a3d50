using Dataflow.Engine.Batches;
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
        var columns = source.Batch.Columns;
        var mark = 0;
        for (var row = 0; row <= source.Count; row++)
        {
            for (; mark < columns.Marks.Count && columns.Marks[mark].Position == row; mark++)
            {
                var kind = columns.Marks[mark].Kind == MarkKind.Watermark ? "W" : "P";
                Log.Add($"{kind} {TimestampText.ToText(columns.Marks[mark].Ticks)}");
            }

            if (row < source.Count)
            {
                Log.Add($"{source.Batch[row]}@{TimestampText.ToText(columns.Times[row])}");
                Values.Add(source.Batch[row]);
                Ticks.Add(columns.Times[row]);
            }
        }
    }
}
