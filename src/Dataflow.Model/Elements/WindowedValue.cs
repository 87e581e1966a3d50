using Dataflow.Panes;
using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow;

/// <summary>A value with everything that the model knows of it (rule 1). Instants are whole ticks of 100 ns: finer ones are floored.</summary>
// It holds ticks and no instants: it is smaller so, and nothing is divided for an instant that nobody asks for.
public readonly record struct WindowedValue<T>
{
    private readonly long timestamp;
    private readonly long processingTime;
    private readonly long watermark;

    /// <summary>Makes a value with all that is known of it.</summary>
    /// <param name="Value">The value.</param>
    /// <param name="Timestamp">Its event time.</param>
    /// <param name="Window">The window that it is in.</param>
    /// <param name="Pane">Which pane of that window brought it; <see cref="PaneInfo.NoFiring"/> before any grouping.</param>
    /// <param name="ProcessingTime">The clock when the pane was emitted, or when the element arrived if it was never grouped.</param>
    /// <param name="Watermark">The step's input watermark when the pane was emitted, or at the element's arrival if it was never grouped.</param>
    /// <param name="IsRetraction">Whether this takes an earlier value back.</param>
    public WindowedValue(T Value, Instant Timestamp, Window Window, PaneInfo Pane, Instant ProcessingTime, Instant Watermark, bool IsRetraction)
        : this(Value, EventTime.ToTicks(Timestamp), Window, Pane, EventTime.ToTicks(ProcessingTime), EventTime.ToTicks(Watermark), IsRetraction)
    {
    }

    internal WindowedValue(T value, long timestamp, Window window, PaneInfo pane, long processingTime, long watermark, bool isRetraction)
    {
        this.timestamp = timestamp;
        this.processingTime = processingTime;
        this.watermark = watermark;
        Value = value;
        Window = window;
        Pane = pane;
        IsRetraction = isRetraction;
    }

    /// <summary>The value.</summary>
    public T Value { get; init; }

    /// <summary>Its event time.</summary>
    public Instant Timestamp
    {
        get => EventTime.ToInstant(timestamp);
        init => timestamp = EventTime.ToTicks(value);
    }

    /// <summary>The window that it is in.</summary>
    public Window Window { get; init; }

    /// <summary>Which pane of that window brought it; <see cref="PaneInfo.NoFiring"/> before any grouping.</summary>
    public PaneInfo Pane { get; init; }

    /// <summary>The clock when the pane was emitted, or when the element arrived if it was never grouped.</summary>
    public Instant ProcessingTime
    {
        get => EventTime.ToInstant(processingTime);
        init => processingTime = EventTime.ToTicks(value);
    }

    /// <summary>The step's input watermark when the pane was emitted, or at the element's arrival if it was never grouped.</summary>
    public Instant Watermark
    {
        get => EventTime.ToInstant(watermark);
        init => watermark = EventTime.ToTicks(value);
    }

    /// <summary>Whether this takes an earlier value back.</summary>
    public bool IsRetraction { get; init; }

    /// <summary>Takes the value apart.</summary>
    public void Deconstruct(
        out T Value, out Instant Timestamp, out Window Window, out PaneInfo Pane, out Instant ProcessingTime, out Instant Watermark, out bool IsRetraction) =>
        (Value, Timestamp, Window, Pane, ProcessingTime, Watermark, IsRetraction) =
        (this.Value, this.Timestamp, this.Window, this.Pane, this.ProcessingTime, this.Watermark, this.IsRetraction);

    /// <summary>Prints the value with its window, pane and event time.</summary>
    public override string ToString() =>
        $"{(IsRetraction ? "-" : "")}{Value} @{EventTime.ToText(Timestamp)} in {Window} {Pane}";
}
