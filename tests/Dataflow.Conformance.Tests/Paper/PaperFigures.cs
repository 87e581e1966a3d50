using Dataflow.Conformance.Tests.Figures;
using Dataflow.Triggers;
using Dataflow.Windowing;
using static Dataflow.Conformance.Tests.Figures.Settings;

namespace Dataflow.Conformance.Tests.Paper;

/// <summary>The figures of Akidau et al., VLDB 2015, section 2.4, on the inputs of its Figure 5.</summary>
internal static class PaperFigures
{
    // Section 2.4, the trigger of Figures 13 and 14: SequenceOf(RepeatUntil(AtPeriod(1 minute), AtWatermark()), Repeat(AtWatermark())).
    private static readonly Trigger InSequence = Trigger.AfterEach(
        Trigger.OrFinally(Trigger.Repeatedly(EveryMinute), Trigger.AfterWatermark()), Trigger.Repeatedly(Trigger.AfterWatermark()));

    public static Figure Figure6 { get; } = new(
        "paper-06", "Paper, Figure 6: GlobalWindows, classic batch", Scripts.PaperBatch, GlobalWindows.Instance, "12:09:22.9  GLOBAL  51  ON_TIME")
    {
        See = "One sum of all ten values, when all input has been read.",
    };

    public static Figure Figure7 { get; } = new(
        "paper-07", "Paper, Figure 7: GlobalWindows, AtPeriod 1 minute, accumulating", Scripts.PaperWithoutWatermark,
        GlobalWindows.Instance.OnlyChanges().Triggering(Trigger.Repeatedly(EveryMinute)).AccumulatingFiredPanes(),
        """
        12:06:00  GLOBAL  12  EARLY
        12:07:00  GLOBAL  22  EARLY
        12:08:00  GLOBAL  33  EARLY
        12:09:00  GLOBAL  51  EARLY
        """)
    {
        See = "Each minute the sum of all so far. The 1 arrives at 12:09:00 sharp and is in the pane of that minute.",
    };

    public static Figure Figure8 { get; } = new(
        "paper-08", "Paper, Figure 8: GlobalWindows, AtPeriod 1 minute, discarding", Scripts.PaperWithoutWatermark,
        GlobalWindows.Instance.OnlyChanges().Triggering(Trigger.Repeatedly(EveryMinute)).DiscardingFiredPanes(),
        """
        12:06:00  GLOBAL  12  EARLY
        12:07:00  GLOBAL  10  EARLY
        12:08:00  GLOBAL  11  EARLY
        12:09:00  GLOBAL  18  EARLY
        """)
    {
        See = "Each minute the sum of what came in it; the panes add up to 51.",
    };

    public static Figure Figure9 { get; } = new(
        "paper-09", "Paper, Figure 9: GlobalWindows, AtCount 2, discarding", Scripts.PaperWithoutWatermark,
        GlobalWindows.Instance.OnlyChanges().Triggering(Trigger.Repeatedly(Trigger.AfterCount(2))).DiscardingFiredPanes(),
        """
        12:05:40.0  GLOBAL  12  EARLY
        12:06:26.7  GLOBAL   7  EARLY
        12:07:06.7  GLOBAL  11  EARLY
        12:08:20.0  GLOBAL  12  EARLY
        12:09:00.0  GLOBAL   9  EARLY
        """)
    {
        See = "A pane for every two values.",
    };

    // Its processing times are cosmetic: the watermark of a batch engine sweeps over what was read.
    public static Figure Figure10 { get; } = new(
        "paper-10", "Paper, Figure 10: FixedWindows, batch", Scripts.PaperSweep, TwoMinutes.OnlyChanges(),
        """
        12:09:16.9  W0  14  ON_TIME
        12:09:18.9  W2  22  ON_TIME
        12:09:20.9  W4   3  ON_TIME
        12:09:22.9  W6  12  ON_TIME
        """)
    {
        See = "A sum a window, each as the watermark passes its end, when all has been read.",
    };

    public static Figure Figure11 { get; } = new(
        "paper-11", "Paper, Figure 11: FixedWindows, micro-batch of 1 minute", Scripts.PaperWithoutWatermark,
        TwoMinutes.OnlyChanges().Triggering(Trigger.Repeatedly(EveryMinute)).AccumulatingFiredPanes(),
        """
        12:06:00  W0   5  EARLY
        12:06:00  W2   7  EARLY
        12:07:00  W2  14  EARLY
        12:07:00  W4   3  EARLY
        12:08:00  W2  22  EARLY
        12:08:00  W6   3  EARLY
        12:09:00  W0  14  EARLY
        12:09:00  W6  12  EARLY
        """)
    {
        See = "Each minute, a sum for every window that it changed.",
    };

    public static Figure Figure12 { get; } = new(
        "paper-12", "Paper, Figure 12: FixedWindows, streaming, AtWatermark, accumulating", Scripts.PaperFigure12,
        TwoMinutes.OnlyChanges().WithAllowedLateness(LongLateness).AccumulatingFiredPanes(),
        """
        12:05:58.8  W0   5  ON_TIME
        12:07:30.0  W2  22  ON_TIME
        12:07:40.2  W4   3  ON_TIME
        12:08:20.0  W0  14  LATE
        12:09:21.0  W6  12  ON_TIME
        """)
    {
        See = "A sum as the watermark passes each window; the 9, which the watermark did not know of, corrects the first at once.",
    };

    public static Figure Figure13 { get; } = new(
        "paper-13", "Paper, Figure 13: FixedWindows, streaming, partial results, accumulating", Scripts.PaperHeuristic,
        TwoMinutes.OnlyChanges().Triggering(InSequence).WithAllowedLateness(LongLateness).AccumulatingFiredPanes(),
        """
        12:06:00  W0   5  ON_TIME
        12:06:00  W2   7  EARLY
        12:07:00  W2  14  EARLY
        12:07:00  W4   3  EARLY
        12:07:30  W2  22  ON_TIME
        12:08:00  W6   3  EARLY
        12:08:20  W0  14  LATE
        12:09:00  W6  12  EARLY
        """)
    {
        See = "Sums each minute until the watermark, then at once. Nothing new came between 12:09:00 and the watermark, so W6 has no on-time pane.",
    };

    public static Figure Figure14 { get; } = new(
        "paper-14", "Paper, Figure 14: Sessions, streaming, accumulating and retracting", Scripts.PaperSessions,
        Sessions.OnlyChanges().Triggering(InSequence).WithAllowedLateness(LongLateness).AccumulatingAndRetractingFiredPanes(),
        """
        12:06:00.0  12:00:26..12:01:26    5  EARLY
        12:06:00.0  12:02:26..12:03:26    7  EARLY
        12:07:00.0  12:03:39..12:05:19   10  EARLY
        12:07:37.2  12:02:26..12:03:26   -7  EARLY
        12:07:37.2  12:03:39..12:05:19  -10  EARLY
        12:07:37.2  12:02:26..12:05:19   25  ON_TIME
        12:08:00.0  12:06:39..12:07:39    3  EARLY
        12:08:20.0  12:00:26..12:01:26   -5  EARLY
        12:08:20.0  12:02:26..12:05:19  -25  ON_TIME
        12:08:20.0  12:00:26..12:05:19   39  LATE
        12:09:00.0  12:06:39..12:07:39   -3  EARLY
        12:09:00.0  12:06:39..12:08:46   12  EARLY
        """)
    {
        See = "Sessions that grow together take back what they said apart, each under its old window, before the sum of the whole.",
    };

    public static IReadOnlyList<Figure> All { get; } = [Figure6, Figure7, Figure8, Figure9, Figure10, Figure11, Figure12, Figure13, Figure14];
}
