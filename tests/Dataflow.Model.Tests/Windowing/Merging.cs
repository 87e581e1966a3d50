using Dataflow.Windowing;

namespace Dataflow.Model.Tests.Windowing;

/// <summary>Merges the windows of a key as a grouping does.</summary>
internal static class Merging
{
    /// <summary>What becomes of windows that come at once.</summary>
    public static HashSet<Window> AtOnce(IMergingWindows fn, IEnumerable<Window> windows)
    {
        var merger = new WindowMerger(windows.Distinct());
        fn.MergeWindows(merger);
        merger.Check();
        return [.. merger.Windows.Select(merger.ResultOf)];
    }

    /// <summary>What becomes of windows that come one by one.</summary>
    public static HashSet<Window> OneByOne(IMergingWindows fn, IEnumerable<Window> windows) =>
        windows.Aggregate(new HashSet<Window>(), (active, window) => AtOnce(fn, active.Append(window)));
}
