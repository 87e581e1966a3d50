using Dataflow.Time;
using NodaTime;

namespace Dataflow.Windowing;

/// <summary>
/// Sessions in which each element says how long the silence after it must be. Make one with <see cref="SessionWindows.WithGap{T}"/>. Prints
/// as <c>session by element</c>, which no text can be read as.
/// </summary>
/// <typeparam name="T">The type of the elements that it takes.</typeparam>
public sealed record SessionWindows<T> : WindowFn<T>, IMergingWindows, IElementSessions
{
    internal SessionWindows(Func<T, Duration> gap) => Gap = gap;

    /// <summary>How long the silence after an element must be.</summary>
    public Func<T, Duration> Gap { get; }

    /// <inheritdoc cref="SessionWindows.IsInclusive"/>
    public bool IsInclusive { get; private init; }

    /// <inheritdoc cref="SessionWindows.MaxLength"/>
    public Duration? MaxLength { get; private init; }

    /// <inheritdoc/>
    public override bool IsMerging => true;

    internal override bool IsSession => true;

    internal SessionRule Rule => new(IsInclusive, MaxLength);

    SessionRule IElementSessions.Rule => Rule;

    /// <inheritdoc cref="SessionWindows.Inclusive"/>
    public SessionWindows<T> Inclusive() => this with { IsInclusive = true };

    /// <inheritdoc cref="SessionWindows.WithMaxLength"/>
    public SessionWindows<T> WithMaxLength(Duration maxLength)
    {
        Spans.Check(maxLength, nameof(maxLength), "The greatest length of sessions");
        return this with { MaxLength = maxLength };
    }

    /// <inheritdoc/>
    protected internal override void AssignWindows(T element, Instant timestamp, ICollection<Window> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        var gap = Gap(element);
        Spans.Check(gap, nameof(Gap), "The gap of a session");
        windows.Add(Rule.Assign(EventTime.ToTicks(timestamp), gap.BclCompatibleTicks));
    }

    /// <inheritdoc/>
    public override string ToString() => $"session by element{Rule}";

    void IMergingWindows.MergeWindows(WindowMerger merger) => Rule.Merge(merger);
}
