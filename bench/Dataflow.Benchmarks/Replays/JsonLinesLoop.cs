using System.Text.Json;

namespace Dataflow.Benchmarks.Replays;

/// <summary>
/// A bare <see cref="Utf8JsonReader"/> over each line: it compares each name with three, reads the time, the key as a string and the value, and passes over
/// the other fields.
/// </summary>
internal sealed class JsonLinesLoop : IRecordLoop
{
    public string Name => "bare Utf8JsonReader loop";

    public void Read<TVisitor>(string path, ref TVisitor visitor)
        where TVisitor : struct, IRecordVisitor
    {
        using var lines = new LineReader(path);
        while (lines.TryRead(out var line))
        {
            var (ticks, key, value) = (0L, "", 0L);
            var reader = new Utf8JsonReader(line);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                if (reader.ValueTextEquals(RecordedFields.TimeName))
                {
                    reader.Read();
                    ticks = (reader.GetDateTime() - DateTime.UnixEpoch).Ticks;
                }
                else if (reader.ValueTextEquals(RecordedFields.KeyName))
                {
                    reader.Read();
                    key = reader.GetString()!;
                }
                else if (reader.ValueTextEquals(RecordedFields.ValueName))
                {
                    reader.Read();
                    value = reader.GetInt64();
                }
                else
                {
                    reader.Skip();
                }
            }

            visitor.Visit(ticks, key, value);
        }
    }
}
