using System.Buffers.Text;
using System.Text;

namespace Dataflow.Benchmarks.Replays;

/// <summary>
/// Splits each line at its commas, as far as the last column that it needs, and reads the time, the key as a string and the value out of three columns that the
/// header names. It knows nothing of quotes, and takes times of one layout only.
/// </summary>
internal sealed class CsvLoop : IRecordLoop
{
    public string Name => "bare span-splitting loop";

    public void Read<TVisitor>(string path, ref TVisitor visitor)
        where TVisitor : struct, IRecordVisitor
    {
        using var lines = new LineReader(path);
        lines.TryRead(out var header);
        var names = Encoding.UTF8.GetString(header).Split(',');
        var (timeColumn, keyColumn, valueColumn) =
            (names.IndexOf(RecordedFields.Time), names.IndexOf(RecordedFields.Key), names.IndexOf(RecordedFields.Value));
        var last = Math.Max(timeColumn, Math.Max(keyColumn, valueColumn));
        while (lines.TryRead(out var line))
        {
            var (ticks, key, value) = (0L, "", 0L);
            for (var column = 0; column <= last; column++)
            {
                var length = line.IndexOf((byte)',');
                var field = length < 0 ? line : line[..length];
                if (column == timeColumn)
                {
                    ticks = IsoTime.Parse(field);
                }
                else if (column == keyColumn)
                {
                    key = Encoding.UTF8.GetString(field);
                }
                else if (column == valueColumn && !Utf8Parser.TryParse(field, out value, out _))
                {
                    throw new FormatException($"Not a number: {Encoding.UTF8.GetString(field)}.");
                }

                line = length < 0 ? [] : line[(length + 1)..];
            }

            visitor.Visit(ticks, key, value);
        }
    }
}
