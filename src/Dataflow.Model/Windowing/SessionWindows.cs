using Dataflow.Time;
using NodaTime;

namespace Dataflow.Windowing;

/// <summary>
/// Windows of activity: each element opens a window as long as the gap, and windows of a key that overlap become one. Prints as
/// <c>session 30m</c>, with <c>inclusive</c> and <c>max 4h</c> where they are set.
/// </summary>
/// <remarks>
/// Source: paper section 2.2.2; semantics, choice 4 and rule 8. See <see cref="WithMaxLength"/> for how long sessions are cut.
/// </remarks>
public sealed record SessionWindows : WindowFn, IMergingWindows
{
    private SessionWindows(Duration gap) => Gap = gap;

    /// <summary>How long a key must be silent for a session to end: whole ticks, from 100 ns to about 15,800 years.</summary>
    public Duration Gap { get; }

    /// <summary>Whether sessions that only touch, a gap apart to the tick, are one. False by default.</summary>
    public bool IsInclusive { get; private init; }

    /// <summary>The greatest length of a session; null, the default, for any.</summary>
    public Duration? MaxLength { get; private init; }

    /// <inheritdoc/>
    public override bool IsMerging => true;

    internal override bool IsSession => true;

    internal SessionRule Rule => new(IsInclusive, MaxLength);

    /// <summary>Makes sessions that end after a silence of <paramref name="gap"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The gap is under 100 ns, over 15,800 years, or not whole ticks.</exception>
    public static SessionWindows WithGap(Duration gap)
    {
        Spans.Check(gap, nameof(gap), "The gap of sessions");
        return new SessionWindows(gap);
    }

    /// <summary>Makes sessions in which each element says how long the silence after it must be.</summary>
    /// <param name="gap">The gap of an element: whole ticks, from 100 ns to about 15,800 years. A pure function.</param>
    public static SessionWindows<T> WithGap<T>(Func<T, Duration> gap)
    {
        ArgumentNullException.ThrowIfNull(gap);
        return new SessionWindows<T>(gap);
    }

    /// <summary>
    /// Lets sessions that only touch become one, as Flink and the paper's Figure 14 have it (choice 4). An element at the very end of a session still
    /// belongs to it, so it is complete only when the watermark is past its end.
    /// </summary>
    public SessionWindows Inclusive() => this with { IsInclusive = true };

    /// <summary>
    /// Cuts sessions at every multiple of <paramref name="maxLength"/> from the epoch, so that none is longer. The cuts do not depend on
    /// the order of arrival: what is before a cut and what is after it never share a session.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is less than the gap, over 15,800 years, or not whole ticks.</exception>
    public SessionWindows WithMaxLength(Duration maxLength)
    {
        Spans.Check(maxLength, nameof(maxLength), "The greatest length of sessions");
        return maxLength >= Gap
            ? this with { MaxLength = maxLength }
            : throw new ArgumentOutOfRangeException(
                nameof(maxLength), maxLength, $"The greatest length of sessions must be at least their gap {DurationText.ToText(Gap)}, but it is {DurationText.ToText(maxLength)}.");
    }

    /// <summary>The window that an element of this event time opens, before it merges with others.</summary>
    /// <param name="timestamp">An event time, at most <see cref="EventTime.MaxTimestamp"/>.</param>
    public Window AssignWindow(Instant timestamp) => Rule.Assign(EventTime.ToTicks(timestamp), Gap.BclCompatibleTicks);

    /// <inheritdoc/>
    public override string ToString() => $"session {DurationText.ToText(Gap)}{Rule}";

    void IMergingWindows.MergeWindows(WindowMerger merger) => Rule.Merge(merger);
}
