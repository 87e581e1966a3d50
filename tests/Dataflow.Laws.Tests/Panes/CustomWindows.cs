using Dataflow.Reference;
using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;
using Interval = Dataflow.Reference.Interval;

namespace Dataflow.Laws.Tests.Panes;

/// <summary>Window functions of a user, and what they mean.</summary>
internal static class CustomWindows
{
    /// <summary>Several windows for an element, which do not merge.</summary>
    public static WindowFn Overlapping { get; } = new Reaching();

    public static WindowFn Next(Random random)
    {
        var byElement = SessionWindows.WithGap<KV<string, string>>(element => Duration.FromSeconds(GapOf(element.Value)));
        return random.Next(4) switch
        {
            0 => new Reaching(),
            1 => new UntilTheNext(),
            2 => byElement.Inclusive(),
            _ => random.Next(2) == 0 ? byElement : byElement.WithMaxLength(Duration.FromSeconds(12)),
        };
    }

    public static WindowRules RulesOf(WindowFn windowFn) => windowFn switch
    {
        SessionWindows<KV<string, string>> s => WindowRules.Sessions(
            element => GapOf(element.Value) * NodaConstants.TicksPerSecond, s.IsInclusive, s.MaxLength is { } max ? Signal.Ticks(max) : Signal.End - Signal.Start),
        Reaching => new WindowRules(element => Enumerable.Range(1, element.Value.Length)
            .Select(back => new Interval(Signal.Clamp(element.Time - (back * NodaConstants.TicksPerSecond)), Signal.Clamp(element.Time + 1)))),
        UntilTheNext => new WindowRules(element => [new Interval(element.Time, Signal.End)]) { Merge = UntilTheNext.Cut },
        _ => WindowRules.Of(windowFn),
    };

    private static int GapOf(string value) => 1 + (value.Length * 3 % 10);

    /// <summary>For each character of the value a window that reaches a second further back.</summary>
    private sealed record Reaching : WindowFn<KV<string, string>>
    {
        protected internal override void AssignWindows(KV<string, string> element, Instant timestamp, ICollection<Window> windows)
        {
            for (var back = 1; back <= element.Value.Length; back++)
            {
                var start = timestamp - EventTime.StartOfTime > Duration.FromSeconds(back) ? timestamp - Duration.FromSeconds(back) : EventTime.StartOfTime;
                windows.Add(new Window(start, timestamp < EventTime.MaxTimestamp ? timestamp + Duration.FromTicks(1) : EventTime.EndOfTime));
            }
        }

        public override string ToString() => "reaching back";
    }

    /// <summary>Each element is valid from its time until that of the next one of its key.</summary>
    private sealed record UntilTheNext : MergingWindowFn<KV<string, string>>
    {
        public static IEnumerable<Interval> Cut(IEnumerable<Interval> windows)
        {
            var starts = windows.Select(window => window.Start).Distinct().Order().Append(Signal.End).ToList();
            return starts.Zip(starts.Skip(1), (start, end) => new Interval(start, end));
        }

        protected internal override void AssignWindows(KV<string, string> element, Instant timestamp, ICollection<Window> windows) =>
            windows.Add(new Window(timestamp, EventTime.EndOfTime));

        protected internal override void MergeWindows(WindowMerger merger)
        {
            var starts = merger.Windows.GroupBy(window => window.Start).ToList();
            for (var i = 0; i < starts.Count; i++)
            {
                merger.Merge([.. starts[i]], new Window(starts[i].Key, i + 1 < starts.Count ? starts[i + 1].Key : EventTime.EndOfTime));
            }
        }

        public override string ToString() => "until the next";
    }
}
