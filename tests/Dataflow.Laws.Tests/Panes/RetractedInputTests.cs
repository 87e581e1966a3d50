using Dataflow.Combining;
using Dataflow.Reference;
using Dataflow.Time;
using Dataflow.Windowing;
using Listed = (string Values, bool IsRetraction, System.Int128 Time, System.Int128 End);

namespace Dataflow.Laws.Tests.Panes;

public sealed class RetractedInputTests
{
    /// <summary>Takes each element apart from others at once, so that it shows the watermark at which it came.</summary>
    private static readonly WindowingStrategy EachAlone =
        WindowingStrategy.Parse("window global, trigger Repeatedly(AfterCount(1)), accumulation discarding, on-time if-non-empty");

    /// <summary>
    /// Where windows merge it is the first pane of an element that says when it left. Where an element is taken back when the output watermark has passed the window that another is then left in, its own at the least, that one
    /// cannot be in time any more, also if it merges with later ones again.
    /// </summary>
    [Fact]
    public void OutputWatermark_OverRetractions_NeverGoesBackAndIsBehindWhatCameOnTime() => Law.Check("watermarks over retractions", RetractingCase.Arbitrary(), input =>
    {
        var (lists, passed) = SecondInput(input);
        var lateness = Signal.Ticks(input.Then.AllowedLateness);
        var watermark = EventTime.StartOfTime;
        var emitted = new HashSet<(string, Int128)>();
        foreach (var pane in PanesDownstream(input))
        {
            Assert.True(pane.Watermark >= watermark, $"The watermark goes back from {watermark} to {pane.Watermark}.");
            watermark = pane.Watermark;
            var (list, said) = (pane.Value.Key, Signal.Ticks(watermark));
            var isOnTime = list.Values.Split(',').Where(value => value.Length > 0 && emitted.Add((value, input.Then.WindowFn.IsMerging ? 0 : list.End))).ToList()
                .Exists(value => lists[value].IsOnTime && !passed.Exists(time => time.Number > lists[value].Number && time.Watermark >= (input.Then.WindowFn.IsMerging ? lists[value].End : list.End)));
            if (list.IsRetraction || isOnTime)
            {
                Assert.True(list.Time + (list.IsRetraction ? lateness : 0) >= said, $"{list} comes behind the output watermark {EventTime.ToText(watermark)}.");
            }
        }

        return input.Input.Stream.Elements.Count();
    });

    private static List<WindowedValue<KV<Listed, long>>> PanesDownstream(RetractingCase input)
    {
        var panes = new List<WindowedValue<KV<Listed, long>>>();
        Pipeline.Build(p => input.Apply(p.Read(input.Input.Stream))
            .ParDo<KV<string, string>, Listed>((pane, emit) => emit((pane.Value.Value, pane.IsRetraction, Signal.Ticks(pane.Timestamp), Signal.Ticks(pane.Window.End))))
            .WindowInto(EachAlone)
            .CombinePerKey(list => list, _ => 1L, Combine.Sum<long>(), "Each")
            .ToList(panes)).RunAsync(input.Input.Schedule.Options).GetAwaiter().GetResult();
        return panes;
    }

    /// <summary>
    /// By the specification: the lists that come to the second grouping, whether each came on time for all its windows, the first end of these, and its first place; and where the output watermark
    /// stood when something was taken back.
    /// </summary>
    private static (Dictionary<string, (bool IsOnTime, Int128 End, int Number)> Lists, List<(Int128 Watermark, int Number)> Passed) SecondInput(RetractingCase input)
    {
        var rules = CustomWindows.RulesOf(input.Then.WindowFn);
        var (first, second) = (new Grouping(input.First, Lists, CustomWindows.RulesOf(input.First.WindowFn)), new Grouping(input.Then, Lists, rules));
        var (lists, passed, number) = (new Dictionary<string, (bool, Int128, int)>(), new List<(Int128, int)>(), 0);
        var (watermark, output) = (Signal.Start, Signal.Start);
        foreach (var signal in ReferenceRun.SignalsOf(input.Input.Stream).SelectMany(signal => first.Take(signal).ToList()))
        {
            number++;
            watermark = signal is WatermarkAt at ? at.Time : watermark;
            if (signal is Element { IsRetraction: true })
            {
                passed.Add((output, number));
            }

            var element = signal is Element list ? new Element("all", RetractingCase.ToOne(list.Value), list.Time, list.IsRetraction) : null;
            if (element is { IsRetraction: false })
            {
                var ends = rules.Assign(element).Select(window => window.End).DefaultIfEmpty(Signal.End).ToList();
                var isOnTime = ends.TrueForAll(end => watermark < end + rules.EndsIncluded);
                lists[element.Value] = lists.TryGetValue(element.Value, out var before)
                    ? (isOnTime && before.Item1, Int128.Min(before.Item2, ends.Min()), before.Item3)
                    : (isOnTime, ends.Min(), number);
            }

            output = second.Take(element ?? signal).OfType<WatermarkAt>().Select(next => next.Time).Append(output).Max();
        }

        return (lists, passed);
    }

    private static string Lists(IReadOnlyList<Element> elements) => string.Join(',', elements.Select(element => element.Value));
}
