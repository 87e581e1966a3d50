using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Graph;

/// <summary>Why a grouping could lose data or be wrong, each reason with its fix.</summary>
internal static class CombineChecks
{
    public static IEnumerable<string> Find<T>(ICombineNode node, CollectionNode<T> input, bool isAdditive, bool hasEmptyOutput)
    {
        var windowing = input.Windowing;
        var lateness = DurationText.ToText(windowing.AllowedLateness);
        if (!node.IsBounded && windowing.WindowFn is GlobalWindows && !windowing.Trigger.MayFireEarly)
        {
            yield return $"'{node.Name}' groups input without a known end in the global window, whose end never comes, so '{windowing.Trigger}' would never emit (rule 22). "
                + "Window the input before it, set a trigger that fires earlier, or say that the source is bounded.";
        }

        if (windowing is { MayEmitSeveralPanes: true, AccumulationMode: null })
        {
            yield return $"'{node.Name}' may emit several panes for a window (its trigger is {windowing.Trigger}, its allowed lateness {lateness}), "
                + "and it is not said how they relate (rule 29). Add DiscardingFiredPanes(), AccumulatingFiredPanes() or AccumulatingAndRetractingFiredPanes() to the windowing.";
        }

        if (windowing is { MayLoseElements: true, AllowFinishingTrigger: false })
        {
            yield return $"'{node.Name}' has the trigger {windowing.Trigger}, which can finish; elements that come for a window after that are lost (choice 9, rule 54). "
                + $"{FinishingFix(windowing)}, or say that it is meant with AllowingFinishingTrigger().";
        }

        if (windowing.IsMerged)
        {
            yield return $"'{node.Name}' groups what a grouping in {windowing.WindowFn} gave, whose windows have merged already (rule 14). Window it anew with WindowInto before.";
        }

        if (input.MayRetract)
        {
            foreach (var problem in FindRetractionProblems(node.Name, windowing, isAdditive, hasEmptyOutput))
            {
                yield return problem;
            }
        }
    }

    private static string FinishingFix(WindowingStrategy windowing) => windowing.Trigger is Triggers.AfterWatermarkTrigger
        ? "Give it a late part, AfterWatermark(late: …), allow no lateness"
        : $"Use Repeatedly({windowing.Trigger})";

    private static IEnumerable<string> FindRetractionProblems(string name, WindowingStrategy windowing, bool isAdditive, bool hasEmptyOutput)
    {
        if (!windowing.MayEmitSeveralPanes)
        {
            yield break;
        }

        if (windowing.WindowFn.IsMerging && windowing.AccumulationMode is { } mode and not AccumulationMode.Retracting)
        {
            yield return $"'{name}' groups input that may take elements back in {windowing.WindowFn}, whose windows then come apart again; {mode.ToString().ToLowerInvariant()} panes "
                + "could not take back what a window emitted before that. Use AccumulatingAndRetractingFiredPanes().";
            yield break;
        }

        if (windowing.AccumulationMode == AccumulationMode.Discarding && !isAdditive)
        {
            yield return $"'{name}' discards what it has emitted, so an element that is taken back after that is no longer there. "
                + "Use AccumulatingAndRetractingFiredPanes(), or a combine function whose outputs add up (IsAdditive).";
        }

        if (windowing.AccumulationMode == AccumulationMode.Accumulating && !hasEmptyOutput)
        {
            yield return $"'{name}' has no output for no input, so its panes could not tell that all elements were taken back. "
                + "Use AccumulatingAndRetractingFiredPanes(), or a combine function with an output for no input (HasEmptyOutput).";
        }
    }
}
