using Dataflow.Time;

namespace Dataflow.Sources;

/// <summary>Places elements without a time of their own at the start of time.</summary>
internal sealed class StartOfTimeFn<T> : TimestampFn<T>
{
    internal override void Extract(string step, ReadOnlySpan<T> values, Span<long> ticks) => ticks[..values.Length].Fill(EventTime.StartTicks);
}
