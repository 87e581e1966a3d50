using System.Globalization;
using Dataflow.Reference;
using Dataflow.Testing.Generation;
using Dataflow.Watermarks;
using NodaTime;

namespace Dataflow.Laws.Tests.Panes;

/// <summary>Runs a pipeline by the executable specification, one signal at a time through all steps.</summary>
internal sealed class ReferenceRun
{
    private readonly List<Element> panes = [];
    private readonly List<Func<Signal, IEnumerable<Signal>>> steps = [];
    private readonly List<Grouping> groupings = [];

    private ReferenceRun(GeneratedPipeline pipeline)
    {
        var lateness = Duration.Zero;
        foreach (var step in pipeline.Steps)
        {
            if (step is GroupStep group)
            {
                lateness = Duration.Max(lateness, group.Windowing.AllowedLateness); // Rule 29: never less than upstream's.
                var grouping = new Grouping(group.Windowing with { AllowedLateness = lateness }, elements => Combine(group.Aggregate, elements));
                groupings.Add(grouping);
                steps.Add(signal => [.. grouping.Take(signal is Element element ? element with { Value = group.ValueOf(element.Value) } : signal)]);
            }
            else
            {
                steps.Add(signal => signal is Element element ? Apply(step, element) : [signal]);
            }
        }
    }

    public static Outcome Of(PipelineCase input) => Of(input.Stream, input.Pipeline);

    public static Outcome Of(EventStream<KV<string, string>> stream, GeneratedPipeline pipeline)
    {
        var run = new ReferenceRun(pipeline);
        foreach (var signal in SignalsOf(stream))
        {
            run.Take(signal, 0);
        }

        return new Outcome(run.panes, [.. run.groupings.Select(grouping => grouping.Late.ConvertAll(Bare))]);
    }

    /// <summary>What a stream says, with the watermark of its policy, and with event times for a clock until it has one of its own. Neither goes back.</summary>
    public static IEnumerable<Signal> SignalsOf(EventStream<KV<string, string>> stream)
    {
        var (clock, watermark) = (Signal.Start, Signal.Start);
        var left = stream.Elements.Select(element => Signal.Ticks(element.Time)).ToList();
        var hasWatermark = stream.Steps.Any(step => step.Kind == StreamStepKind.Watermark);
        var greatest = Signal.Start;

        // What is read ahead to its end is known to have a clock before that begins.
        var isPerfect = stream.Watermark is PerfectWatermark || (stream.Watermark is RecordedOrPerfectWatermark && !hasWatermark);
        var hasClock = isPerfect && stream.Steps.Any(step => step.Kind == StreamStepKind.Clock);
        foreach (var step in stream.Steps.Prepend(default(StreamStep<KV<string, string>>) with { Kind = (StreamStepKind)(-1) }))
        {
            var time = Signal.Ticks(step.Time);
            hasClock |= step.Kind == StreamStepKind.Clock;
            if ((step.Kind == StreamStepKind.Clock || (step.IsElement && !hasClock)) && time > clock)
            {
                yield return new ClockAt(clock = time);
            }

            if (step.IsElement)
            {
                yield return new Element(step.Value.Key, step.Value.Value, time, false);
                left.RemoveAt(0);
                greatest = Int128.Max(greatest, time);
            }

            var said = isPerfect ? left.Append(Signal.End).Min()
                : stream.Watermark is BoundedWatermark bounded ? greatest - Signal.Ticks(bounded.Delay)
                : step.Kind == StreamStepKind.Watermark ? time : Signal.Start;
            if (said > watermark)
            {
                yield return new WatermarkAt(watermark = said);
            }
        }

        if (watermark < Signal.End)
        {
            yield return new WatermarkAt(Signal.End); // Choice 12.
        }
    }

    // A late element carries its time, not the pane that brought it.
    private static Late Bare(Late late) =>
        late with { Element = new Element(late.Element.Key, late.Element.Value, late.Element.Time, late.Element.IsRetraction) };

    private void Take(Signal signal, int step)
    {
        if (step < steps.Count)
        {
            foreach (var next in steps[step](signal))
            {
                Take(next, step + 1);
            }
        }
        else if (signal is Element pane)
        {
            panes.Add(pane);
        }
    }

    // Choice 7: a retraction goes the way of what it takes back.
    private static IEnumerable<Signal> Apply(GeneratedStep step, Element element) => step switch
    {
        KeepStep keep => keep.Keeps(element.Value) ? [element] : [],
        RekeyStep rekey => [element with { Key = rekey.KeyOf(element.Value) }],
        RepeatStep repeat => repeat.CopiesOf(element.Value).Select(_ => element),
        _ => throw new NotSupportedException($"{step}"),
    };

    private static string? Combine(GeneratedAggregate aggregate, IReadOnlyList<Element> elements)
    {
        return aggregate switch
        {
            GeneratedAggregate.Count => $"{elements.Sum(element => element.IsRetraction ? -1 : 1)}",
            GeneratedAggregate.Sum => $"{elements.Sum(element => long.Parse(element.Value, CultureInfo.InvariantCulture) * (element.IsRetraction ? -1 : 1))}",
            GeneratedAggregate.Max => elements.Count == 0 ? null : $"{elements.Max(element => long.Parse(element.Value, CultureInfo.InvariantCulture))}",
            GeneratedAggregate.List => string.Join(',', elements.Select(element => element.Value)),
            _ => string.Join(',', elements.Select(element => element.Value).Distinct()),
        };
    }
}
