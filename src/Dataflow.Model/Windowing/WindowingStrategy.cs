using Dataflow.Time;
using Dataflow.Triggers;
using NodaTime;

namespace Dataflow.Windowing;

/// <summary>
/// Where, when and how a grouping step computes: the window function, the trigger, the allowed lateness, the accumulation
/// mode and the time that panes carry. A value; a <see cref="WindowFn"/> converts to the strategy with every other setting
/// at its default.
/// </summary>
/// <remarks>Source: paper sections 2.2 and 2.3; semantics, choice 10: no default is hidden, <see cref="ToString"/> prints all.</remarks>
public sealed record WindowingStrategy
{
    /// <summary>A strategy with this window function and the defaults.</summary>
    public WindowingStrategy(WindowFn windowFn)
    {
        ArgumentNullException.ThrowIfNull(windowFn);
        WindowFn = windowFn;
    }

    /// <summary>The strategy of a collection that was never windowed: the global window and the default trigger.</summary>
    public static WindowingStrategy Global { get; } = new(GlobalWindows.Instance);

    /// <summary>Which windows an element belongs to.</summary>
    public WindowFn WindowFn
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>When panes are emitted. <see cref="Triggers.Trigger.Default"/> by default.</summary>
    public Trigger Trigger
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = Trigger.Default;

    /// <summary>
    /// How far the watermark may pass a window's end before the window expires and its elements are dropped. Not negative;
    /// zero by default; spans over 15,800 years mean for ever, and become that long.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is negative.</exception>
    public Duration AllowedLateness
    {
        get;
        init => field = value >= Duration.Zero
            ? Duration.Min(value, Spans.Max)
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"The allowed lateness must not be negative, but it is {DurationText.ToText(value)}.");
    }

    /// <summary>
    /// How panes of one window relate. Null until it is said, which is allowed as long as a window has one pane at most (rule 29).
    /// </summary>
    public AccumulationMode? AccumulationMode { get; init; }

    /// <summary>Which event time a pane carries. The end of the window by default.</summary>
    public TimestampCombiner TimestampCombiner { get; init; }

    /// <summary>Whether an on-time pane with nothing new is emitted. Always by default.</summary>
    public OnTimeBehavior OnTimeBehavior { get; init; }

    /// <summary>Whether a last pane with nothing new is emitted when a window expires. Only if non-empty by default.</summary>
    public ClosingBehavior ClosingBehavior { get; init; }

    /// <summary>
    /// Whether a trigger that can finish, and after that lets a window take no more elements, is meant. If not, which is the default, a grouping
    /// refuses it when the pipeline is built (choice 9, rule 54).
    /// </summary>
    public bool AllowFinishingTrigger { get; init; }

    /// <summary>Whether a window may emit more than one pane.</summary>
    public bool MayEmitSeveralPanes =>
        Trigger.MayFireAgain
        || (WindowFn.IsMerging && !WindowFn.IsSession)
        || (AllowedLateness > Duration.Zero && WindowFn is not GlobalWindows && (WindowFn.IsMerging || !Trigger.MayFinish) && Trigger is not NeverTrigger)
        || (WindowFn.IsMerging && Trigger.MayFireEarly);

    /// <summary>Whether the trigger can finish before a window expires, so that elements which come after that are lost (rule 54).</summary>
    public bool MayLoseElements => !Trigger.IsSafe(AllowedLateness);

    /// <summary>Whether a grouping has merged the windows already, so that another may not take them as they are (rule 14).</summary>
    internal bool IsMerged { get; init; }

    /// <summary>The strategy of a window function with the defaults.</summary>
    public static implicit operator WindowingStrategy(WindowFn windowFn) => new(windowFn);

    /// <summary>
    /// Reads what <see cref="ToString"/> prints: <c>window</c> and any of <c>trigger</c>, <c>accumulation</c>, <c>lateness</c>, <c>timestamp</c>, <c>on-time</c>,
    /// <c>closing</c> and <c>finishing-trigger</c>, each with its value, with commas between them; what is not said takes its default.
    /// </summary>
    /// <exception cref="Text.SpecificationException">The text is not a strategy; the message shows where it goes wrong.</exception>
    public static WindowingStrategy Parse(string text) => WindowingStrategyText.Parse(text);

    /// <summary>Prints every setting in force, defaults included.</summary>
    public override string ToString() => WindowingStrategyText.Print(this);
}
