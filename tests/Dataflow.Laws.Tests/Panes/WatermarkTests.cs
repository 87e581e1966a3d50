using Dataflow.Combining;
using Dataflow.Reference;
using Dataflow.Testing.Generation;
using Dataflow.Time;
using Dataflow.Windowing;
using Element = (string Key, string Values, bool IsRetraction, System.Int128 Time, System.Int128 End);

namespace Dataflow.Laws.Tests.Panes;

public sealed class WatermarkTests
{
    /// <summary>Takes each element apart from others at once, so that it shows the watermark at which it came.</summary>
    private static readonly WindowingStrategy EachAlone =
        WindowingStrategy.Parse("window global, trigger Repeatedly(AfterCount(1)), accumulation discarding, on-time if-non-empty");

    [Fact]
    public void OutputWatermark_OfAnyGrouping_NeverGoesBackAndIsBehindWhatCameOnTime() => Law.Check("watermarks", GroupingCase.Arbitrary(), input =>
    {
        var rules = WindowRules.Of(input.Windowing.WindowFn);
        var arrivals = ArrivalsOf(input.Stream, rules);
        var lateness = Signal.Ticks(input.Windowing.AllowedLateness);
        var watermark = EventTime.StartOfTime;
        var emitted = new HashSet<(string, Int128)>();
        foreach (var pane in PanesDownstream(input))
        {
            Assert.True(pane.Watermark >= watermark, $"The watermark goes back from {watermark} to {pane.Watermark}.");
            watermark = pane.Watermark;
            var (element, said) = (pane.Value.Key, Signal.Ticks(watermark));
            var isNew = element.Values.Split(',').Where(value => value.Length > 0 && emitted.Add((value, rules.Merge is null ? element.End : 0))).ToList();

            // What came before its window was complete leaves in time; a retraction as long as windows downstream are open for what it takes back.
            var cameOnTime = isNew.Exists(value => arrivals[value].Watermark < (rules.Merge is null ? element.End : arrivals[value].End) + rules.EndsIncluded);
            if (element.IsRetraction || cameOnTime)
            {
                Assert.True(element.Time + (element.IsRetraction ? lateness : 0) >= said, $"{element} comes behind the output watermark {EventTime.ToText(watermark)}.");
            }
        }

        return input.Stream.Elements.Count();
    });

    /// <summary>What comes to the step behind the grouping, with the watermark there.</summary>
    private static List<WindowedValue<KV<Element, long>>> PanesDownstream(GroupingCase input)
    {
        var panes = new List<WindowedValue<KV<Element, long>>>();
        var pipeline = Pipeline.Build(p => new GroupStep(input.Windowing, GeneratedAggregate.List).Apply(p.Read(input.Stream), "Group")
            .ParDo<KV<string, string>, Element>((pane, emit) => emit((pane.Value.Key, pane.Value.Value, pane.IsRetraction, Signal.Ticks(pane.Timestamp), Signal.Ticks(pane.Window.End))))
            .WindowInto(EachAlone)
            .CombinePerKey(element => element, _ => 1L, Combine.Sum<long>(), "Each")
            .ToList(panes));
        var result = pipeline.RunAsync(input.Schedule.Options).GetAwaiter().GetResult();
        Assert.Equal(0, result["Each"].Late);
        return panes;
    }

    /// <summary>The watermark at which each element came, and the first end of a window of its own, before any merge.</summary>
    private static Dictionary<string, (Int128 Watermark, Int128 End)> ArrivalsOf(EventStream<KV<string, string>> stream, WindowRules rules)
    {
        var arrivals = new Dictionary<string, (Int128, Int128)>();
        var watermark = Signal.Start;
        foreach (var step in stream.Steps)
        {
            if (step.IsElement)
            {
                var windows = rules.Assign(new Reference.Element(step.Value.Key, step.Value.Value, Signal.Ticks(step.Time), false));
                arrivals.Add(step.Value.Value, (watermark, windows.Select(window => window.End).DefaultIfEmpty(Signal.End).Min()));
            }

            watermark = step.Kind == StreamStepKind.Watermark ? Int128.Max(watermark, Signal.Ticks(step.Time)) : watermark;
        }

        return arrivals;
    }
}
