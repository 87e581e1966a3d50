using Dataflow.Time;
using NodaTime;

namespace Dataflow.Running;

/// <summary>How far a run is. The run writes it after each batch; any thread may read it.</summary>
public sealed class RunProgress
{
    private long elements;
    private long watermark = EventTime.StartTicks;

    /// <summary>How many elements all sources have given so far.</summary>
    public long Elements => Volatile.Read(ref elements);

    /// <summary>The least watermark of the sources that have not ended.</summary>
    public Instant Watermark => EventTime.ToInstant(Volatile.Read(ref watermark));

    internal void Set(long elementsRead, long watermarkTicks)
    {
        Volatile.Write(ref elements, elementsRead);
        Volatile.Write(ref watermark, watermarkTicks);
    }
}
