namespace Dataflow.Windowing;

/// <summary>The windows of a key, and what a <see cref="MergingWindowFn{T}"/> makes of them.</summary>
public sealed class WindowMerger
{
    private readonly Window[] windows;
    private readonly List<WindowMerge> merges = [];
    private readonly Dictionary<Window, Window> resultOf = [];

    internal WindowMerger(IEnumerable<Window> windows)
    {
        this.windows = [.. windows];
        Array.Sort(this.windows, static (a, b) => a.StartTicks != b.StartTicks ? a.StartTicks.CompareTo(b.StartTicks) : a.EndTicks.CompareTo(b.EndTicks));
    }

    /// <summary>The windows of the key, all different, by their start and then by their end; the new one is among them.</summary>
    public IReadOnlyList<Window> Windows => windows;

    internal IReadOnlyList<WindowMerge> Merges => merges;

    /// <summary>Makes <paramref name="merged"/>, at least one of <see cref="Windows"/>, into <paramref name="into"/>, which may also be shorter than a window that it takes the place of.</summary>
    /// <exception cref="InvalidOperationException">
    /// One of them is not a window of the key or is in another merge already, or the result is a window of the key that is not merged into it
    /// (rule 9). The message names both windows.
    /// </exception>
    public void Merge(IReadOnlyCollection<Window> merged, Window into)
    {
        ArgumentNullException.ThrowIfNull(merged);
        if (merged.Count == 0)
        {
            throw new InvalidOperationException($"A merge into {into} names no window.");
        }

        foreach (var window in merged)
        {
            if (Array.IndexOf(windows, window) < 0)
            {
                throw new InvalidOperationException($"The window {window} cannot be merged into {into}: it is not one of the key's windows.");
            }

            if (!resultOf.TryAdd(window, into))
            {
                throw new InvalidOperationException($"The window {window} cannot be merged into {into}: it is merged into {resultOf[window]} already.");
            }
        }

        merges.Add(new WindowMerge([.. merged], into));
    }

    /// <summary>What a window becomes.</summary>
    internal Window ResultOf(Window window) => resultOf.TryGetValue(window, out var into) ? into : window;

    /// <summary>Checks what can be known only when all merges are said.</summary>
    internal void Check()
    {
        var results = new Dictionary<Window, WindowMerge>();
        foreach (var merge in merges)
        {
            if (!results.TryAdd(merge.Into, merge))
            {
                throw new InvalidOperationException(
                    $"The windows {results[merge.Into].Merged[0]} and {merge.Merged[0]} cannot be merged into {merge.Into} by two merges: make it one.");
            }

            if (Array.IndexOf(windows, merge.Into) >= 0 && !merge.Merged.Contains(merge.Into))
            {
                throw new InvalidOperationException(
                    $"The window {merge.Merged[0]} cannot be merged into {merge.Into}: that is a window of the key which is not in the merge.");
            }
        }
    }
}
