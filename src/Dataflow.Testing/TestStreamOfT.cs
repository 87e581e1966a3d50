using System.Collections.Immutable;
using Dataflow.Sources;
using Dataflow.Time;
using Dataflow.Watermarks;
using NodaTime;

namespace Dataflow.Testing;

/// <summary>
/// A source that is a script: elements, steps of the watermark and steps of the clock, each of which has had all its consequences before the
/// next happens. A value: each step gives a new script.
/// </summary>
/// <remarks>
/// Source: semantics, rule 60. Every step of the watermark or the clock moves it on; the error of one that does not names the step by its number,
/// from 1. A script that does not say <see cref="AdvanceWatermarkToInfinity"/> ends with it all the same (choice 12). Timers that are due
/// at an instant run when the clock leaves it, so a step of the watermark at that instant comes before them (choice 2).
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class TestStream<T> : Source<T>
{
    private readonly Instant start;
    private readonly Script script;

    internal TestStream(Instant clock)
        : this(clock, new Script([], 0, EventTime.StartOfTime, clock))
    {
    }

    private TestStream(Instant start, Script script) => (this.start, this.script) = (start, script);

    /// <inheritdoc/>
    public override WatermarkPolicy Watermark => WatermarkPolicy.Recorded;

    private string Step => $"Step {script.Steps + 1} of the test stream";

    /// <summary>Adds an element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is <see cref="EventTime.EndOfTime"/>, which no element may carry.</exception>
    /// <exception cref="InvalidOperationException">The script has ended.</exception>
    public TestStream<T> Add(T value, Instant timestamp) => AddElements((value, timestamp));

    /// <summary>Adds elements, which arrive one after the other.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A time is <see cref="EventTime.EndOfTime"/>, which no element may carry.</exception>
    /// <exception cref="InvalidOperationException">The script has ended.</exception>
    public TestStream<T> AddElements(params IEnumerable<(T Value, Instant Timestamp)> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var signals = elements.Select(element => element.Timestamp < EventTime.EndOfTime
            ? new Signal(SignalKind.Element, element.Value, element.Timestamp)
            : throw new ArgumentOutOfRangeException(nameof(elements), element.Timestamp, $"{Step} adds the element {element.Value} at the end of time, which no element may carry."));
        return With(script with { Signals = script.Signals.AddRange(signals) });
    }

    /// <summary>Moves the watermark on: elements before it that come after it are late.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not move on, or moves to the end of time.</exception>
    /// <exception cref="InvalidOperationException">The script has ended.</exception>
    public TestStream<T> AdvanceWatermarkTo(Instant watermark)
    {
        if (watermark <= script.Watermark)
        {
            throw new ArgumentOutOfRangeException(
                nameof(watermark), watermark, $"{Step} moves the watermark to {EventTime.ToText(watermark)}, but it must grow, and it stands at {EventTime.ToText(script.Watermark)} (rule 60).");
        }

        return watermark < EventTime.EndOfTime
            ? WithWatermark(watermark)
            : throw new ArgumentOutOfRangeException(
                nameof(watermark), watermark, $"{Step} moves the watermark to the end of time, which ends the stream: say AdvanceWatermarkToInfinity() (rule 60).");
    }

    /// <summary>Moves the watermark to the end of time: everything that is open fires, and nothing may follow.</summary>
    /// <exception cref="InvalidOperationException">The script has ended.</exception>
    public TestStream<T> AdvanceWatermarkToInfinity() => WithWatermark(EventTime.EndOfTime);

    /// <summary>Moves processing time on by a span.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is not positive, or leads past the end of time.</exception>
    /// <exception cref="InvalidOperationException">The script has ended.</exception>
    public TestStream<T> AdvanceProcessingTime(Duration span) => span < EventTime.EndOfTime - script.Clock
        ? AdvanceProcessingTimeTo(script.Clock + span)
        : throw new ArgumentOutOfRangeException(nameof(span), span, $"{Step} moves processing time by {DurationText.ToText(span)} from {EventTime.ToText(script.Clock)}, past the end of time.");

    /// <summary>Moves processing time on to an instant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not move on.</exception>
    /// <exception cref="InvalidOperationException">The script has ended.</exception>
    public TestStream<T> AdvanceProcessingTimeTo(Instant now) => now > script.Clock
        ? With(script with { Clock = now, Signals = script.Signals.Add(new Signal(SignalKind.Clock, default!, now)) })
        : throw new ArgumentOutOfRangeException(
            nameof(now), now, $"{Step} moves processing time to {EventTime.ToText(now)}, but it must grow, and it stands at {EventTime.ToText(script.Clock)} (rule 60).");

    /// <inheritdoc/>
    public override SourceReader<T> Open() => new Reader(start, [.. script.Signals]);

    /// <summary>Prints how long the script is.</summary>
    public override string ToString() => $"a test stream of {script.Steps} steps";

    private TestStream<T> WithWatermark(Instant watermark) =>
        With(script with { Watermark = watermark, Signals = script.Signals.Add(new Signal(SignalKind.Watermark, default!, watermark)) });

    private TestStream<T> With(Script next) => script.Watermark < EventTime.EndOfTime
        ? new TestStream<T>(start, next with { Steps = script.Steps + 1 })
        : throw new InvalidOperationException($"{Step} follows AdvanceWatermarkToInfinity(), which ends the stream.");

    private enum SignalKind
    {
        Element,
        Watermark,
        Clock,
    }

    private readonly record struct Signal(SignalKind Kind, T Value, Instant Time);

    /// <summary>What was written so far, and where the watermark and the clock stand after it.</summary>
    private sealed record Script(ImmutableList<Signal> Signals, int Steps, Instant Watermark, Instant Clock);

    /// <summary>Plays the script; a batch that is full breaks it off anywhere.</summary>
    private sealed class Reader(Instant start, Signal[] signals) : SourceReader<T>
    {
        private int played;

        public override ValueTask<bool> ReadAsync(SourceBatch<T> batch, CancellationToken cancellationToken)
        {
            if (played == 0)
            {
                batch.AdvanceProcessingTime(start);
            }

            while (played < signals.Length && !batch.IsFull)
            {
                Play(signals[played++], batch);
            }

            return new ValueTask<bool>(played < signals.Length);
        }

        private static void Play(Signal signal, SourceBatch<T> batch)
        {
            switch (signal.Kind)
            {
                case SignalKind.Element:
                    batch.Add(signal.Value, signal.Time);
                    break;
                case SignalKind.Watermark:
                    batch.AdvanceWatermark(signal.Time);
                    break;
                default:
                    batch.AdvanceProcessingTime(signal.Time);
                    break;
            }
        }
    }
}
