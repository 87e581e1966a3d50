namespace Dataflow.Windowing;

/// <summary>A window function that merges, whatever elements it takes.</summary>
internal interface IMergingWindows
{
    void MergeWindows(WindowMerger merger);
}
