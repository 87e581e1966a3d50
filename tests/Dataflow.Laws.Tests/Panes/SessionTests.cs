using Dataflow.Reference;
using Dataflow.Testing.Generation;
using Dataflow.Windowing;
using FsCheck;
using Interval = Dataflow.Reference.Interval;

namespace Dataflow.Laws.Tests.Panes;

public sealed class SessionTests
{
    [Fact]
    public void Sessions_OfAStream_AreThoseOfTheSortedInput() => Law.Check("sessions = sessionising the sorted input", Cases(), input =>
    {
        var actual = FinalState.Of(input.Run(AccumulationMode.Retracting)).Values.Select(pane => (pane.Key, pane.Window, FinalState.Sorted(pane.Value)));
        Assert.Equal(Sessionise(input.Stream, (SessionWindows)input.Windowing.WindowFn), actual.OrderBy(pane => pane.Key, StringComparer.Ordinal).ThenBy(pane => pane.Window.Start));
        return input.Stream.Elements.Count();
    });

    private static Arbitrary<GroupingCase> Cases() =>
        GroupingCase.Arbitrary(new StreamOptions { MaxElements = Law.MaxElements, Watermarks = WatermarkSchedule.Sane }, mayFinish: false, PlainSessions.Next);

    private static IEnumerable<(string Key, Interval Window, string Values)> Sessionise(EventStream<KV<string, string>> stream, SessionWindows sessions)
    {
        var gap = Signal.Ticks(sessions.Gap);
        Int128 CutAfter(Int128 time) => sessions.MaxLength is { } max ? Signal.Clamp(Signal.Floor(time, Signal.Ticks(max), 0) + Signal.Ticks(max)) : Signal.End;
        foreach (var key in stream.Elements.GroupBy(element => element.Value.Key).OrderBy(key => key.Key, StringComparer.Ordinal))
        {
            var (start, end, values) = (Int128.Zero, Int128.Zero, new List<string>());
            foreach (var (time, value) in key.Select(element => (Signal.Ticks(element.Time), element.Value.Value)).OrderBy(element => element.Item1))
            {
                var isSilent = sessions.IsInclusive ? time > end : time >= end;
                if (values.Count > 0 && (isSilent || time >= CutAfter(start)))
                {
                    yield return (key.Key, new Interval(start, end), FinalState.Sorted(string.Join(',', values)));
                    values.Clear();
                }

                start = values.Count == 0 ? time : start;
                end = Int128.Min(Signal.Clamp(time + gap), CutAfter(time));
                values.Add(value);
            }

            yield return (key.Key, new Interval(start, end), FinalState.Sorted(string.Join(',', values)));
        }
    }
}
