using System.Globalization;
using Dataflow.Reference;
using Dataflow.Testing.Generation;
using Dataflow.Watermarks;
using NodaTime;

namespace Dataflow.Laws.Tests.Panes;

/// <summary>Runs a pipeline by the executable specification, one signal at a time through all steps.</summary>
internal sealed class ReferenceRun
{
    private readonly List<Func<Signal, IEnumerable<Signal>>> steps = [];
    private readonly List<Grouping> groupings = [];

    public ReferenceRun(GeneratedPipeline pipeline, Duration lateness = default)
    {
        foreach (var step in pipeline.Steps)
        {
            if (step is GroupStep group)
            {
                lateness = Duration.Max(lateness, group.Windowing.AllowedLateness); // Rule 29: never less than upstream's.
                var grouping = new Grouping(group.Windowing with { AllowedLateness = lateness }, elements => Combine(group.Aggregate, elements), CustomWindows.RulesOf(group.Windowing.WindowFn));
                groupings.Add(grouping);
                steps.Add(signal => [.. grouping.Take(signal is Element element ? element with { Value = group.ValueOf(element.Value) } : signal)]);
            }
            else
            {
                steps.Add(signal => signal is Element element ? Apply(step, element) : [signal]);
            }
        }

        Lateness = lateness;
    }

    /// <summary>What is allowed behind the steps.</summary>
    public Duration Lateness { get; }

    /// <summary>What each grouping has dropped.</summary>
    public IReadOnlyList<IReadOnlyList<Late>> Late => [.. groupings.Select(grouping => grouping.Late.ConvertAll(Bare))];

    public static Outcome Of(PipelineCase input) => Of(input.Stream, input.Pipeline);

    public static Outcome Of(EventStream<KV<string, string>> stream, GeneratedPipeline pipeline)
    {
        var run = new ReferenceRun(pipeline);
        var panes = SignalsOf(stream).SelectMany(run.Take).OfType<Element>().ToList();
        return new Outcome(panes, run.Late);
    }

    /// <summary>Takes a signal through all steps and gives what comes out.</summary>
    public IReadOnlyList<Signal> Take(Signal signal) => steps.Aggregate<Func<Signal, IEnumerable<Signal>>, IReadOnlyList<Signal>>([signal], (signals, step) => [.. signals.SelectMany(step)]);

    /// <summary>How many keys in windows each grouping holds before the stream begins, after each of its steps, and when it has ended.</summary>
    public static IEnumerable<IReadOnlyList<int>> OpenGroupsOf(EventStream<KV<string, string>> stream, GeneratedPipeline pipeline)
    {
        var run = new ReferenceRun(pipeline);
        yield return [.. run.groupings.Select(grouping => grouping.OpenGroups)];
        foreach (var signals in SignalsByStep(stream))
        {
            signals.ToList().ForEach(signal => run.Take(signal));
            yield return [.. run.groupings.Select(grouping => grouping.OpenGroups)];
        }
    }

    /// <summary>What a stream says, its end included.</summary>
    public static IEnumerable<Signal> SignalsOf(EventStream<KV<string, string>> stream) => SignalsByStep(stream).SelectMany(signals => signals);

    /// <summary>
    /// What each step of a stream says, and its end, with the watermark of its policy, and with event times for a clock until it has one of its own. Neither goes back.
    /// </summary>
    private static IEnumerable<IReadOnlyList<Signal>> SignalsByStep(EventStream<KV<string, string>> stream)
    {
        var (clock, watermark, greatest) = (Signal.Start, Signal.Start, Signal.Start);
        var left = stream.Elements.Select(element => Signal.Ticks(element.Time)).ToList();

        // What is read ahead, to its end or to its first watermark, is known to have a clock before that begins.
        var isPerfect = stream.Watermark is PerfectWatermark
            || (stream.Watermark is RecordedOrPerfectWatermark && !stream.Steps.Any(step => step.Kind == StreamStepKind.Watermark));
        var ahead = isPerfect ? stream.Steps
            : stream.Watermark is RecordedOrPerfectWatermark ? stream.Steps.TakeWhile(step => step.Kind != StreamStepKind.Watermark) : [];
        var hasClock = ahead.Any(step => step.Kind == StreamStepKind.Clock);
        var said = isPerfect ? left.Append(Signal.End).Min() : Signal.Start;
        foreach (var step in stream.Steps)
        {
            var signals = new List<Signal>();
            if (said > watermark)
            {
                signals.Add(new WatermarkAt(watermark = said));
            }

            var time = Signal.Ticks(step.Time);
            hasClock |= step.Kind == StreamStepKind.Clock;
            if ((step.Kind == StreamStepKind.Clock || (step.IsElement && !hasClock)) && time > clock)
            {
                signals.Add(new ClockAt(clock = time));
            }

            if (step.IsElement)
            {
                signals.Add(new Element(step.Value.Key, step.Value.Value, time, false));
                left.RemoveAt(0);
                greatest = Int128.Max(greatest, time);
            }

            said = isPerfect ? left.Append(Signal.End).Min()
                : stream.Watermark is BoundedWatermark bounded ? greatest - Signal.Ticks(bounded.Delay)
                : step.Kind == StreamStepKind.Watermark ? time : said;
            if (said > watermark)
            {
                signals.Add(new WatermarkAt(watermark = said));
            }

            yield return signals;
        }

        // Choice 12.
        yield return watermark < Signal.End ? [new WatermarkAt(Signal.End)] : [];
    }

    // A late element carries its time, not the pane that brought it.
    private static Late Bare(Late late) =>
        late with { Element = new Element(late.Element.Key, late.Element.Value, late.Element.Time, late.Element.IsRetraction) };

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
