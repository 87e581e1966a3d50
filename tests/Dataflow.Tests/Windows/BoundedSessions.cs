using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Windows;

/// <summary>Sessions that take no more elements once they would grow longer than a bound (Streaming Systems, chapter 4).</summary>
public sealed record BoundedSessions<T>(Duration Gap, Duration MaxLength) : MergingWindowFn<T>
{
    protected override void AssignWindows(T element, Instant timestamp, ICollection<Window> windows) => windows.Add(new Window(timestamp, timestamp + Gap));

    protected override void MergeWindows(WindowMerger merger)
    {
        var session = new List<Window>();
        foreach (var window in merger.Windows)
        {
            if (session.Count > 0 && (window.Start >= session.Max(w => w.End) || window.End - session[0].Start > MaxLength))
            {
                Merge(merger, session);
            }

            session.Add(window);
        }

        Merge(merger, session);
    }

    private static void Merge(WindowMerger merger, List<Window> session)
    {
        merger.Merge([.. session], new Window(session[0].Start, session.Max(window => window.End)));
        session.Clear();
    }

    public override string ToString() => $"sessions of at most {MaxLength}";
}
