using Dataflow.Sources;

namespace Dataflow.Files.Tests;

/// <summary>Reads a source to its end in batches, and lists what it delivered: elements with their times, and signals.</summary>
internal static class Replay
{
    public static Task<Replayed<T>> AllAsync<T>(Source<T> source, int capacity = 64) => AllAsync(source.Open(), capacity);

    public static async Task<Replayed<T>> AllAsync<T>(SourceReader<T> reader, int capacity = 64)
    {
        var result = new Replayed<T>();
        await using (reader)
        {
            try
            {
                while (true)
                {
                    var batch = NewBatch<T>(capacity);
                    var goesOn = await reader.ReadAsync(batch, TestContext.Current.CancellationToken);
                    result.Take(batch);
                    if (!goesOn)
                    {
                        return result;
                    }
                }
            }
            catch (RecordingException e)
            {
                result.Fault = e;
                return result;
            }
        }
    }

    public static SourceBatch<T> NewBatch<T>(int capacity) => new(capacity);
}
