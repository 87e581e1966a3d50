using Dataflow.Conformance.Tests.Figures;
using Dataflow.Triggers;
using Dataflow.Windowing;
using NodaTime;
using static Dataflow.Conformance.Tests.Figures.Settings;

namespace Dataflow.Conformance.Tests.Streaming102;

/// <summary>The figures of the article "Streaming 102" (O'Reilly, 2016), on the ten inputs of the paper.</summary>
internal static class Streaming102Figures
{
    private static readonly WindowingStrategy Partial = TwoMinutes.OnlyChanges().Triggering(EarlyAndLate).WithAllowedLateness(LongLateness).AccumulatingFiredPanes();

    private static readonly WindowingStrategy EveryTwoMinutes = GlobalWindows.Instance.OnlyChanges()
        .Triggering(Trigger.Repeatedly(Trigger.AfterProcessingTime(align: Duration.FromMinutes(2)))).DiscardingFiredPanes();

    public static Figure Figure2 { get; } = new(
        "streaming102-02", "Streaming 102, Figure 2: classic batch", Scripts.ArticleBatch, GlobalWindows.Instance, "12:10:00  GLOBAL  51  ON_TIME")
    {
        See = "One sum of all ten values, when all input has been read.",
    };

    public static Figure Figure4 { get; } = new(
        "streaming102-04", "Streaming 102, Figure 4: windowed batch", Scripts.ArticleBatch, TwoMinutes,
        """
        12:10:00  W0  14  ON_TIME
        12:10:00  W2  22  ON_TIME
        12:10:00  W4   3  ON_TIME
        12:10:00  W6  12  ON_TIME
        """)
    {
        See = "A sum a window, when all input has been read.",
    };

    public static Figure Figure6Left { get; } = new(
        "streaming102-06-left", "Streaming 102, Figure 6, left: AtWatermark, perfect watermark", Scripts.ArticlePerfect, TwoMinutes.OnlyChanges().Triggering(Trigger.AfterWatermark()),
        """
        12:08:43.8  W0  14  ON_TIME
        12:08:55.8  W2  22  ON_TIME
        12:09:15.0  W4   3  ON_TIME
        12:09:22.2  W6  12  ON_TIME
        """)
    {
        See = "A perfect watermark waits for the 9; all windows wait with it.",
    };

    public static Figure Figure6Right { get; } = new(
        "streaming102-06-right", "Streaming 102, Figure 6, right: AtWatermark, heuristic watermark", Scripts.PaperHeuristic, TwoMinutes.OnlyChanges().Triggering(Trigger.AfterWatermark()),
        """
        12:06:00.0  W0   5  ON_TIME
        12:07:30.0  W2  22  ON_TIME
        12:07:40.5  W4   3  ON_TIME
        12:09:22.2  W6  12  ON_TIME
        """)
    {
        Late = "W0  9  12:01:26  12:06:00",
        See = "A heuristic watermark is sooner, and loses the 9.",
    };

    public static Figure Figure7Left { get; } = new(
        "streaming102-07-left", "Streaming 102, Figure 7, left: early and late panes, perfect watermark", Scripts.ArticlePerfect, Partial,
        """
        12:06:00.0  W0   5  EARLY
        12:06:00.0  W2   7  EARLY
        12:07:00.0  W2  14  EARLY
        12:07:00.0  W4   3  EARLY
        12:08:00.0  W2  22  EARLY
        12:08:00.0  W6   3  EARLY
        12:08:43.8  W0  14  ON_TIME
        12:09:00.0  W6  12  EARLY
        """)
    {
        See = "Sums each minute while the perfect watermark waits.",
    };

    public static Figure Figure7Right { get; } = new(
        "streaming102-07-right", "Streaming 102, Figure 7, right: early and late panes, heuristic watermark", Scripts.PaperHeuristic, Partial,
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
        See = "Sums each minute before the watermark; after it each value that is late corrects its window at once.",
    };

    public static Figure Figure8 { get; } = new(
        "streaming102-08", "Streaming 102, Figure 8: allowed lateness of 1 minute", Scripts.ArticleLateness, Partial with { AllowedLateness = Duration.FromMinutes(1) },
        """
        12:06:00  W0   5  ON_TIME
        12:06:00  W2   7  EARLY
        12:06:40  W0  11  LATE
        12:07:00  W2  14  EARLY
        12:07:00  W4   3  EARLY
        12:07:30  W2  22  ON_TIME
        12:08:00  W6   3  EARLY
        12:09:00  W6  12  EARLY
        """)
    {
        Late = "W0  9  12:01:26  12:06:00",
        See = "The 6 comes within the minute and counts; the 9 comes when its window has expired, and is dropped.",
    };

    public static Figure Figure9 { get; } = new(
        "streaming102-09", "Streaming 102, Figure 9: discarding", Scripts.PaperHeuristic, Partial.DiscardingFiredPanes(),
        """
        12:06:00  W0  5  ON_TIME
        12:06:00  W2  7  EARLY
        12:07:00  W2  7  EARLY
        12:07:00  W4  3  EARLY
        12:07:30  W2  8  ON_TIME
        12:08:00  W6  3  EARLY
        12:08:20  W0  9  LATE
        12:09:00  W6  9  EARLY
        """)
    {
        See = "Each pane holds only what is new; the panes of a window add up to its sum.",
    };

    public static Figure Figure10 { get; } = new(
        "streaming102-10", "Streaming 102, Figure 10: accumulating and retracting", Scripts.PaperHeuristic, Partial.AccumulatingAndRetractingFiredPanes(),
        """
        12:06:00  W0    5  ON_TIME
        12:06:00  W2    7  EARLY
        12:07:00  W2   -7  EARLY
        12:07:00  W2   14  EARLY
        12:07:00  W4    3  EARLY
        12:07:30  W2  -14  EARLY
        12:07:30  W2   22  ON_TIME
        12:08:00  W6    3  EARLY
        12:08:20  W0   -5  ON_TIME
        12:08:20  W0   14  LATE
        12:09:00  W6   -3  EARLY
        12:09:00  W6   12  EARLY
        """)
    {
        See = "Each pane takes the one before back.",
    };

    public static Figure Figure13Right { get; } = new(
        "streaming102-13-right", "Streaming 102, Figure 13, right: the second order of arrival", Scripts.ArticleSecondOrder, Partial,
        """
        12:06:00.0  W2   7  EARLY
        12:06:48.0  W0   9  ON_TIME
        12:07:00.0  W2  18  EARLY
        12:07:00.0  W6   3  EARLY
        12:07:06.7  W0  14  LATE
        12:08:00.0  W2  22  EARLY
        12:08:00.0  W6  11  EARLY
        12:08:37.0  W6  12  ON_TIME
        12:08:53.3  W4   3  LATE
        """)
    {
        See = "Another order of arrival leads to the same last sums: 14, 22, 3 and 12.",
    };

    public static Figure Figure14Left { get; } = new(
        "streaming102-14-left", "Streaming 102, Figure 14, left: windows of processing time by triggers", Scripts.PaperWithoutWatermark, EveryTwoMinutes,
        """
        12:06:00  GLOBAL  12  EARLY
        12:08:00  GLOBAL  21  EARLY
        12:10:00  GLOBAL  18  EARLY
        """)
    {
        See = "The sums depend on the order of arrival; compare the right half.",
    };

    // The article prints 7, 36 and 4, which add up to 47; its ten inputs give 7, 40 and 4.
    public static Figure Figure14Right { get; } = new(
        "streaming102-14-right", "Streaming 102, Figure 14, right: the second order of arrival", Scripts.ArticleSecondOrderWithoutWatermark, EveryTwoMinutes,
        """
        12:06:00  GLOBAL   7  EARLY
        12:08:00  GLOBAL  40  EARLY
        12:10:00  GLOBAL   4  EARLY
        """)
    {
        See = "Other sums for the same values. (The article prints 36 where its inputs give 40.)",
    };

    public static Figure Figure15Left { get; } = new(
        "streaming102-15-left", "Streaming 102, Figure 15, left: windows of processing time by ingress time", Scripts.ArticleIngress, TwoMinutes.OnlyChanges(),
        """
        12:06:00  12:04:00..12:06:00  12  ON_TIME
        12:08:00  12:06:00..12:08:00  21  ON_TIME
        12:10:00  12:08:00..12:10:00  18  ON_TIME
        """)
    {
        See = "The time of arrival as event time: windows are complete when the clock passes them.",
    };

    public static Figure Figure15Right { get; } = new(
        "streaming102-15-right", "Streaming 102, Figure 15, right: the second order of arrival", Scripts.ArticleIngressSecondOrder, TwoMinutes.OnlyChanges(),
        """
        12:06:00  12:04:00..12:06:00   7  ON_TIME
        12:08:00  12:06:00..12:08:00  40  ON_TIME
        12:10:00  12:08:00..12:10:00   4  ON_TIME
        """)
    {
        See = "Other sums for the same values.",
    };

    public static Figure Figure17 { get; } = new(
        "streaming102-17", "Streaming 102, Figure 17: sessions, accumulating and retracting", Scripts.ArticleSessions,
        Sessions.OnlyChanges().Triggering(EarlyAndLate).WithAllowedLateness(LongLateness).AccumulatingAndRetractingFiredPanes(),
        """
        12:05:51.9  12:00:26..12:01:26    5  ON_TIME
        12:06:00.0  12:02:26..12:03:26    7  EARLY
        12:07:00.0  12:03:39..12:05:19   10  EARLY
        12:07:38.0  12:02:26..12:03:26   -7  EARLY
        12:07:38.0  12:03:39..12:05:19  -10  EARLY
        12:07:38.0  12:02:26..12:05:19   25  ON_TIME
        12:08:00.0  12:06:39..12:07:39    3  EARLY
        12:08:20.0  12:00:26..12:01:26   -5  ON_TIME
        12:08:20.0  12:02:26..12:05:19  -25  ON_TIME
        12:08:20.0  12:00:26..12:05:19   39  LATE
        12:09:00.0  12:06:39..12:07:39   -3  EARLY
        12:09:00.0  12:06:39..12:08:46   12  EARLY
        """)
    {
        See = "Sessions that grow together take back what they said apart.",
    };

    public static IReadOnlyList<Figure> All { get; } =
    [
        Figure2, Figure4, Figure6Left, Figure6Right, Figure7Left, Figure7Right, Figure8, Figure9, Figure10, Figure13Right,
        Figure14Left, Figure14Right, Figure15Left, Figure15Right, Figure17,
    ];
}
