namespace Dataflow.Windowing;

/// <summary>
/// A window function of your own whose windows merge, or give way to each other, as the elements of a key come: sessions of any
/// kind, windows that last until the next element.
/// </summary>
/// <typeparam name="T">The type of the elements that it takes.</typeparam>
/// <remarks>Source: paper section 2.2.2, MergeWindows; semantics, rules 9 and 10, choice 15.</remarks>
public abstract record MergingWindowFn<T> : WindowFn<T>, IMergingWindows
{
    /// <inheritdoc/>
    public sealed override bool IsMerging => true;

    /// <summary>
    /// Says which of a key's windows become one. Called when a window comes that the key does not have. Windows that are not named stay
    /// as they are. A merged window must contain the event times of all elements in it.
    /// </summary>
    protected internal abstract void MergeWindows(WindowMerger merger);

    void IMergingWindows.MergeWindows(WindowMerger merger) => MergeWindows(merger);
}
