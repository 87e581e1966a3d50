using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Windows;

/// <summary>Each element is valid from its time until that of the next one of its key (Streaming Systems, chapter 8).</summary>
public sealed record ValidityWindows<T> : MergingWindowFn<T>
{
    protected override void AssignWindows(T element, Instant timestamp, ICollection<Window> windows) => windows.Add(new Window(timestamp, EventTime.EndOfTime));

    protected override void MergeWindows(WindowMerger merger)
    {
        var starts = merger.Windows.GroupBy(window => window.Start).ToList();
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1].Key : EventTime.EndOfTime;
            merger.Merge([.. starts[i]], new Window(starts[i].Key, end));
        }
    }

    public override string ToString() => "until the next element";
}
