using Dataflow.Windowing;

namespace Dataflow.Engine.Windows;

/// <summary>How the windows of a key merge.</summary>
internal sealed class WindowMerging
{
    private readonly IMergingWindows windowFn;

    private WindowMerging(IMergingWindows windowFn, SessionRule? sessions) => (this.windowFn, IsSessions, Sessions) = (windowFn, sessions is not null, sessions ?? default);

    /// <summary>Whether windows are sessions: only a new one merges with others, and the result is all that they cover.</summary>
    public bool IsSessions { get; }

    public SessionRule Sessions { get; }

    /// <summary>Asks the window function what becomes of a key's windows.</summary>
    public void Merge(WindowMerger merger)
    {
        windowFn.MergeWindows(merger);
        merger.Check();
    }

    public static WindowMerging? Of(WindowFn windowFn) => windowFn switch
    {
        SessionWindows sessions => new WindowMerging(sessions, sessions.Rule),
        IElementSessions sessions => new WindowMerging((IMergingWindows)sessions, sessions.Rule),
        IMergingWindows merging => new WindowMerging(merging, null),
        _ => null,
    };
}
