using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Windows;

/// <summary>The first 100 s as one window, which the first 9 divides in two: what comes after it is in a window of its own, what comes before it in the whole, or in what is left of that.</summary>
public sealed record DividedWindows(bool Shortens) : MergingWindowFn<KV<string, int>>
{
    private static readonly Instant Start = NodaConstants.UnixEpoch;
    private static readonly Instant End = Start + Duration.FromSeconds(100);
    private static readonly Instant EndOfDivider = End + Duration.FromSeconds(1);

    protected override void AssignWindows(KV<string, int> element, Instant timestamp, ICollection<Window> windows) =>
        windows.Add(new Window(timestamp, element.Value == 9 ? EndOfDivider : End));

    protected override void MergeWindows(WindowMerger merger)
    {
        var divider = merger.Windows.Where(window => window.End == EndOfDivider).Select(window => window.Start).DefaultIfEmpty(End).Min();
        var halves = merger.Windows.Where(window => window.End == End).ToLookup(window => window.Start < divider);
        if (halves[true].Any())
        {
            merger.Merge([.. halves[true]], new Window(Start, Shortens ? divider : End));
        }

        if (halves[false].Any())
        {
            merger.Merge([.. halves[false]], new Window(divider, End));
        }
    }

    public override string ToString() => "divided";
}
