using Dataflow.Combining;
using Dataflow.Tests.Semantics;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Windows;

/// <summary>Rule 9: a merged window contains the times of its elements. A function that breaks it fails the run, with the windows in the message.</summary>
[Trait("Rule", "9")]
public sealed class WrongMergeTests
{
    [Fact]
    public void MergeWindows_NewElementIsOutsideTheResult_FailsAtIt() => Fails(
        "a1@1 a2@5",
        new CutAt(Script.At("5")),
        "The window [1970-01-01T00:00:05Z, 1970-01-01T00:00:15Z) is merged into [1970-01-01T00:00:01Z, 1970-01-01T00:00:05Z), which does not contain the element's time 1970-01-01T00:00:05Z.");

    [Fact]
    public void MergeWindows_ElementThatIsThereIsOutsideTheResult_FailsAtTheNext() => Fails(
        "a1@5 a2@1",
        new CutAt(Script.At("5")),
        "The window [1970-01-01T00:00:05Z, 1970-01-01T00:00:15Z) cannot be merged into [1970-01-01T00:00:01Z, 1970-01-01T00:00:05Z): it holds elements from 1970-01-01T00:00:05Z to 1970-01-01T00:00:05Z.");

    [Fact]
    public void MergeWindows_ElementAtTheResultsLastInstant_IsInIt() => Scenario.Groups(
        "a1@1 a2@4.9999999",
        events => Merged(events, new CutAt(Script.At("5"))),
        "a [1,5) 3 ON_TIME 0/0 first last wm inf");

    [Fact]
    public void MergeWindows_DiscardedElementIsOutsideTheResult_IsNoMatter() => Scenario.Groups(
        "a1@5 a2@1",
        events => events.WindowInto(Windowing("trigger Repeatedly(AfterCount(1)), accumulation discarding, on-time if-non-empty", new CutAt(Script.At("5")))).CombinePerKey(Combine.Sum<int>()),
        """
        a [5,15) 1 EARLY 0/-1 first
        a [1,5) 2 EARLY 0/-1 first
        """);

    private static void Fails(string script, WindowFn windowFn, string message)
    {
        foreach (var options in Schedules.All)
        {
            var pipeline = Pipeline.Build(p => Merged(p.Read(Script.Parse(script)), windowFn).ForEachPane(_ => { }));
            var failure = Assert.Throws<StepFailedException>(() => pipeline.RunAsync(options).GetAwaiter().GetResult());
            Assert.Equal(message, failure.InnerException!.Message);
        }
    }

    private static GroupedPCollection<KV<string, int>, KV<string, int>> Merged(PCollection<KV<string, int>> events, WindowFn windowFn) =>
        events.WindowInto(Windowing("trigger Default, accumulation accumulating", windowFn)).CombinePerKey(Combine.Sum<int>());

    private static WindowingStrategy Windowing(string settings, WindowFn windowFn) => WindowingStrategy.Parse($"window global, {settings}") with { WindowFn = windowFn };

    /// <summary>Sessions of 10 s, which end at a time, also if they have elements after it.</summary>
    private sealed record CutAt(Instant End) : MergingWindowFn<KV<string, int>>
    {
        protected override void AssignWindows(KV<string, int> element, Instant timestamp, ICollection<Window> windows) => windows.Add(new Window(timestamp, timestamp + Duration.FromSeconds(10)));

        protected override void MergeWindows(WindowMerger merger)
        {
            if (merger.Windows.Count > 1)
            {
                merger.Merge([.. merger.Windows], new Window(merger.Windows[0].Start, End));
            }
        }

        public override string ToString() => "cut";
    }
}
