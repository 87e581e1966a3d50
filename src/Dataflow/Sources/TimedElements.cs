namespace Dataflow.Sources;

/// <summary>Adds elements to batches one at a time, with their event times.</summary>
internal sealed class TimedElements<T>(string step, TimestampFn<T> timestamp)
{
    private readonly T[] value = new T[1];
    private readonly long[] ticks = new long[1];

    public void Add(SourceBatch<T> batch, T element)
    {
        value[0] = element;
        timestamp.Extract(step, value, ticks);
        batch.Add(element, ticks[0]);
    }
}
