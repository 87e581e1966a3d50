using Dataflow.Time;
using NodaTime;

namespace Dataflow.Testing.Generation;

/// <summary>A step of an <see cref="EventStream{T}"/>.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Value">The element; the default of the type in steps of the watermark and the clock.</param>
/// <param name="Time">The event time of the element, or where the watermark or the clock moves to.</param>
/// <typeparam name="T">The type of the elements.</typeparam>
public readonly record struct StreamStep<T>(StreamStepKind Kind, T Value, Instant Time)
{
    /// <summary>Whether it is an element.</summary>
    public bool IsElement => Kind == StreamStepKind.Element;

    /// <summary>An element comes.</summary>
    public static StreamStep<T> Element(T value, Instant time) => new(StreamStepKind.Element, value, time);

    /// <summary>The watermark is said to be <paramref name="time"/>. One that is not after the watermark so far changes nothing.</summary>
    public static StreamStep<T> Watermark(Instant time) => new(StreamStepKind.Watermark, default!, time);

    /// <summary>The clock moves to <paramref name="time"/>. One that is not after the clock so far changes nothing.</summary>
    public static StreamStep<T> Clock(Instant time) => new(StreamStepKind.Clock, default!, time);

    /// <summary>Prints the value and its time, or what moves where.</summary>
    public override string ToString() => IsElement ? $"{Value} @{EventTime.ToText(Time)}" : $"{Kind} {EventTime.ToText(Time)}";
}
