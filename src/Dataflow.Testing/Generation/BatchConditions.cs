using Dataflow.Graph;
using Dataflow.Running;
using Dataflow.Time;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Testing.Generation;

/// <summary>Why a stream need not end as the batch of its elements: the first reason that is found, with its fix.</summary>
internal static class BatchConditions
{
    private const string OrSane = $"or generate streams by {nameof(WatermarkSchedule)}.{nameof(WatermarkSchedule.Sane)}.";

    /// <summary>What of a pipeline is against it; null if nothing is.</summary>
    public static string? UnmetBy(Pipeline pipeline)
    {
        var timed = TimedByElements(pipeline);
        return pipeline.Nodes.Where(IsGrouping).Select(node => UnmetBy(node, ((ICombineNode)node).Windowing, timed.Contains(node))).FirstOrDefault(unmet => unmet is not null);
    }

    /// <summary>What of a stream is against it, where it has gone through a pipeline with this result; null if nothing is.</summary>
    public static string? UnmetBy<T>(EventStream<T> stream, Pipeline pipeline, RunResult result)
    {
        if (result.Steps.FirstOrDefault(step => step.Late > 0) is { } dropping)
        {
            return $"'{dropping.Name}' has dropped {dropping.Late} of its elements as late. Allow more lateness, {OrSane}";
        }

        var behind = FarthestBehind(stream);
        if (behind == Duration.Zero)
        {
            return null;
        }

        // An element behind the watermark does not count for the time of its pane.
        if (TimedByElements(pipeline).FirstOrDefault() is { } timed)
        {
            return $"An element comes {DurationText.ToText(behind)} behind the watermark, so it does not count for the {TimeOf(timed)} time of panes that '{timed.Name}' gives, and they are grouped by it again. "
                + $"Use TimestampCombiner.EndOfWindow, {OrSane}";
        }

        // The element is in a window that is still open, but a session that it would have prolonged may have expired.
        return pipeline.Nodes.Where(node => IsGrouping(node) && !Upstream(node).Any(IsGrouping)).Cast<ICombineNode>()
            .FirstOrDefault(node => node.Windowing.WindowFn.IsMerging && node.Windowing.AllowedLateness < behind) is { } merging
            ? $"An element comes {DurationText.ToText(behind)} behind the watermark, and '{merging.Name}', whose windows merge, allows a lateness of {DurationText.ToText(merging.Windowing.AllowedLateness)}. Allow more, {OrSane}"
            : null;
    }

    private static string? UnmetBy(PipelineNode node, WindowingStrategy windowing, bool isTimedByElements) =>
        windowing.MayLoseElements
            ? $"'{node.Name}' has the trigger {windowing.Trigger}, which can finish while elements still come; which of them are lost depends on when they come. Use one that does not finish."
        : windowing is { MayEmitSeveralPanes: true, AccumulationMode: not AccumulationMode.Retracting }
            ? $"'{node.Name}' may emit several panes for a window (its trigger is {windowing.Trigger}, its allowed lateness {DurationText.ToText(windowing.AllowedLateness)}) and does not take them back. "
                + "Use AccumulatingAndRetractingFiredPanes()."
        : isTimedByElements && (windowing.MayEmitSeveralPanes || node.Inputs.Any(input => input.MayRetract))
            ? $"'{node.Name}' gives its panes the {TimeOf(node)} time of what came since the pane before, and they are grouped by it again; "
                + "that time depends on when panes are emitted. Use TimestampCombiner.EndOfWindow."
        : null;

    /// <summary>The groupings whose panes have an earliest or latest time, by which another groups them again.</summary>
    private static List<PipelineNode> TimedByElements(Pipeline pipeline)
    {
        var regrouped = pipeline.Nodes.Where(IsGrouping).SelectMany(Upstream).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. pipeline.Nodes.Where(node => node is ICombineNode { Windowing.TimestampCombiner: not TimestampCombiner.EndOfWindow } && regrouped.Contains(node))];
    }

    private static string TimeOf(PipelineNode node) => ((ICombineNode)node).Windowing.TimestampCombiner == TimestampCombiner.Earliest ? "earliest" : "latest";

    private static bool IsGrouping(PipelineNode node) => node is ICombineNode;

    private static IEnumerable<PipelineNode> Upstream(PipelineNode node) => node.Inputs.SelectMany(input => Upstream(input).Append(input));

    private static Duration FarthestBehind<T>(EventStream<T> stream)
    {
        var hearsWatermarks = stream.Watermark is RecordedWatermark or RecordedOrPerfectWatermark;
        var (watermark, behind) = (EventTime.StartOfTime, Duration.Zero);
        foreach (var step in stream.Steps)
        {
            if (step.IsElement)
            {
                behind = Duration.Max(behind, watermark - step.Time);
                watermark = stream.Watermark is BoundedWatermark bounded ? Instant.Max(watermark, TickTime.At((Int128)TickTime.Of(step.Time) - TickTime.OfSpan(bounded.Delay))) : watermark;
            }
            else if (hearsWatermarks && step.Kind == StreamStepKind.Watermark)
            {
                watermark = Instant.Max(watermark, step.Time);
            }
        }

        return behind;
    }
}
