using Dataflow.Time;
using NodaTime;

namespace Dataflow.Windowing;

/// <summary>When sessions are one: if they overlap, or if inclusive touch, and lie between the same two cuts.</summary>
internal readonly struct SessionRule(bool isInclusive, Duration? maxLength)
{
    private readonly long maxTicks = maxLength is { } length ? EventTime.ToSpanTicks(length) : 0;

    /// <summary>Whether sessions that only touch are one, so that an element at the end of one still belongs to it.</summary>
    public bool IsInclusive => isInclusive;

    /// <summary>The window of an element alone: from its time for the gap, cut at the next cut and at the end of time.</summary>
    public Window Assign(long time, long gap) => new(time, EndOf(time, gap));

    /// <summary>Where the window of an element alone ends.</summary>
    public long EndOf(long time, long gap)
    {
        var end = EventTime.Add(time, gap);
        return maxTicks == 0 ? end : Math.Min(end, CutAfter(time));
    }

    /// <summary>Whether two windows, the first of which does not start later, are one session.</summary>
    public bool Merges(Window first, Window second) =>
        (isInclusive ? second.StartTicks <= first.EndTicks : second.StartTicks < first.EndTicks)
        && (maxTicks == 0 || second.StartTicks < CutAfter(first.StartTicks));

    /// <summary>Folds windows that overlap, from left to right (rule 9).</summary>
    public void Merge(WindowMerger merger)
    {
        var set = new List<Window>();
        var session = default(Window);
        foreach (var window in merger.Windows)
        {
            if (set.Count > 0 && Merges(session, window))
            {
                session = new Window(session.StartTicks, Math.Max(session.EndTicks, window.EndTicks));
            }
            else
            {
                Add(merger, set, session);
                session = window;
            }

            set.Add(window);
        }

        Add(merger, set, session);
    }

    /// <summary>Prints the settings as they stand behind the gap.</summary>
    public override string ToString() =>
        $"{(isInclusive ? " inclusive" : "")}{(maxTicks == 0 ? "" : $" max {DurationText.ToText(Duration.FromTicks(maxTicks))}")}";

    private static void Add(WindowMerger merger, List<Window> set, Window session)
    {
        if (set.Count > 1)
        {
            merger.Merge(set.ToArray(), session);
        }

        set.Clear();
    }

    private long CutAfter(long time)
    {
        var into = time % maxTicks;
        return EventTime.Add(time, maxTicks - (into < 0 ? into + maxTicks : into));
    }
}
