using System.Runtime.CompilerServices;
using Dataflow.Engine.Batches;
using Dataflow.Time;
using NodaTime;

namespace Dataflow.Sources;

/// <summary>
/// What a <see cref="SourceReader{T}"/> fills: elements with their event times, and control signals between them, in the
/// order in which they happened.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class SourceBatch<T>
{
    internal SourceBatch(int capacity) => (Batch, Capacity) = (new Batch<T>(capacity), capacity);

    /// <summary>How many elements the batch takes, at least 1.</summary>
    public int Capacity { get; }

    /// <summary>How many elements it holds.</summary>
    public int Count => Batch.Columns.Count;

    /// <summary>Whether it takes no more elements.</summary>
    public bool IsFull => Count >= Capacity;

    /// <summary>The elements it holds, in order; a reader may still change them while the batch is its own. Valid until the next is added.</summary>
    public Span<T> Elements => Batch.Values.AsSpan(0, Count);

    internal Batch<T> Batch { get; }

    /// <summary>Adds an element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is <see cref="EventTime.EndOfTime"/>, which no element may carry.</exception>
    public void Add(T value, Instant eventTime) => Add(value, EventTime.ToTicks(eventTime));

    /// <summary>Adds an element whose event time is given in ticks of 100 ns since the Unix epoch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time lies outside <see cref="EventTime.StartOfTime"/> to <see cref="EventTime.MaxTimestamp"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T value, long eventTicks)
    {
        if (eventTicks is < EventTime.StartTicks or >= EventTime.EndTicks)
        {
            EventTime.ThrowOutside(nameof(eventTicks), eventTicks);
        }

        var columns = Batch.Columns;
        var row = columns.Count;
        if (row >= Capacity)
        {
            Batch.Grow();
        }

        Batch.Values[row] = value;
        columns.Times[row] = eventTicks;
        columns.Count = row + 1;
    }

    /// <summary>Says that no element before <paramref name="watermark"/> is still to come. Heard under <c>WatermarkPolicy.Recorded</c> only.</summary>
    public void AdvanceWatermark(Instant watermark) => AdvanceWatermark(EventTime.ToTicks(watermark));

    /// <summary>As <see cref="AdvanceWatermark(Instant)"/>, with the time given in ticks of 100 ns since the Unix epoch.</summary>
    public void AdvanceWatermark(long watermarkTicks) => Mark(MarkKind.Watermark, watermarkTicks);

    /// <summary>Moves processing time to <paramref name="now"/>; an instant that has passed already changes nothing.</summary>
    public void AdvanceProcessingTime(Instant now) => AdvanceProcessingTime(EventTime.ToTicks(now));

    /// <summary>Moves processing time to an instant given in ticks of 100 ns since the Unix epoch.</summary>
    public void AdvanceProcessingTime(long nowTicks) => Mark(MarkKind.Clock, nowTicks);

    private void Mark(MarkKind kind, long ticks) =>
        Batch.Columns.Marks.Add(Count, kind, Math.Clamp(ticks, EventTime.StartTicks, EventTime.EndTicks));
}
