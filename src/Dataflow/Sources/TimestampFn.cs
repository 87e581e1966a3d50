namespace Dataflow.Sources;

/// <summary>How the event time of an element is found. Make one with <see cref="Timestamps"/>.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public abstract class TimestampFn<T>
{
    private protected TimestampFn()
    {
    }

    /// <summary>Finds the event times, in ticks, of a run of elements.</summary>
    internal abstract void Extract(string step, ReadOnlySpan<T> values, Span<long> ticks);
}
