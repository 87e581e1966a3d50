using Dataflow.Windowing;

namespace Dataflow.Engine.Windows;

/// <summary>How the windows of a key merge.</summary>
internal sealed class WindowMerging
{
    private readonly IMergingWindows? custom;

    private WindowMerging(IMergingWindows? custom, SessionRule sessions) => (this.custom, Sessions) = (custom, sessions);

    /// <summary>Whether windows are sessions: only a new one merges with others, and the result is all that they cover.</summary>
    public bool IsSessions => custom is null;

    public SessionRule Sessions { get; }

    /// <summary>Asks a window function of the user what becomes of a key's windows.</summary>
    public void Merge(WindowMerger merger)
    {
        custom!.MergeWindows(merger);
        merger.Check();
    }

    public static WindowMerging? Of(WindowFn windowFn) => windowFn switch
    {
        SessionWindows sessions => new WindowMerging(null, sessions.Rule),
        IElementSessions sessions => new WindowMerging(null, sessions.Rule),
        IMergingWindows merging => new WindowMerging(merging, default),
        _ => null,
    };
}
