using Dataflow.Conformance.Tests.Figures;
using Dataflow.Triggers;
using Dataflow.Windowing;
using NodaTime;
using static Dataflow.Conformance.Tests.Figures.Settings;

namespace Dataflow.Conformance.Tests.Book;

/// <summary>The figures of chapter 2 of "Streaming Systems" (2018), on its nine inputs.</summary>
internal static class BookFigures
{
    private static readonly Duration TwoMinuteSpan = Duration.FromMinutes(2);

    private static readonly WindowingStrategy Partial = TwoMinutes.OnlyChanges().Triggering(EarlyAndLate).WithAllowedLateness(LongLateness).AccumulatingFiredPanes();

    public static Figure Figure3 { get; } = new(
        "book-2-03", "Streaming Systems, Figure 2-3: classic batch", Scripts.BookBatch, GlobalWindows.Instance, "12:10:00  GLOBAL  48  ON_TIME")
    {
        See = "One sum of all nine values, when all input has been read.",
    };

    public static Figure Figure5 { get; } = new(
        "book-2-05", "Streaming Systems, Figure 2-5: windowed batch", Scripts.BookBatch, TwoMinutes,
        """
        12:10:00  W0  14  ON_TIME
        12:10:00  W2  18  ON_TIME
        12:10:00  W4   4  ON_TIME
        12:10:00  W6  12  ON_TIME
        """)
    {
        See = "A sum a window, when all input has been read.",
    };

    public static Figure Figure6 { get; } = new(
        "book-2-06", "Streaming Systems, Figure 2-6: a pane for every value", Scripts.BookWithoutWatermark,
        TwoMinutes.OnlyChanges().Triggering(Trigger.Repeatedly(Trigger.AfterCount(1))).AccumulatingFiredPanes(),
        """
        12:05:20.0  W0   5  EARLY
        12:05:40.0  W2   7  EARLY
        12:06:13.3  W2  10  EARLY
        12:06:40.0  W4   4  EARLY
        12:07:06.7  W2  18  EARLY
        12:07:20.0  W6   3  EARLY
        12:08:20.0  W0  14  EARLY
        12:08:40.0  W6  11  EARLY
        12:09:00.0  W6  12  EARLY
        """)
    {
        See = "Each value changes the sum of its window at once.",
    };

    public static Figure Figure7 { get; } = new(
        "book-2-07", "Streaming Systems, Figure 2-7: aligned delays of 2 minutes", Scripts.BookWithoutWatermark,
        TwoMinutes.OnlyChanges().Triggering(Trigger.Repeatedly(Trigger.AfterProcessingTime(align: TwoMinuteSpan, offset: Duration.FromMinutes(1)))).AccumulatingFiredPanes(),
        """
        12:07  W0   5  EARLY
        12:07  W2  10  EARLY
        12:07  W4   4  EARLY
        12:09  W0  14  EARLY
        12:09  W2  18  EARLY
        12:09  W6  12  EARLY
        """)
    {
        See = "All windows that have changed fire together, every two minutes, at the odd ones.",
    };

    public static Figure Figure8 { get; } = new(
        "book-2-08", "Streaming Systems, Figure 2-8: unaligned delays of 2 minutes", Scripts.BookWithoutWatermark,
        TwoMinutes.OnlyChanges().Triggering(Trigger.Repeatedly(Trigger.AfterProcessingTime(delay: TwoMinuteSpan))).AccumulatingFiredPanes(),
        """
        12:07:20  W0   5  EARLY
        12:07:40  W2  18  EARLY
        12:08:40  W4   4  EARLY
        12:09:20  W6  12  EARLY
        12:10:20  W0  14  EARLY
        """)
    {
        See = "Each window fires two minutes after the first value of a pane.",
    };

    public static Figure Figure10Left { get; } = new(
        "book-2-10-left", "Streaming Systems, Figure 2-10, left: AfterWatermark, perfect watermark", Scripts.BookPerfect, TwoMinutes.OnlyChanges().Triggering(Trigger.AfterWatermark()),
        """
        12:08:43.8  W0  14  ON_TIME
        12:08:55.8  W2  18  ON_TIME
        12:09:15.0  W4   4  ON_TIME
        12:09:22.2  W6  12  ON_TIME
        """)
    {
        See = "A perfect watermark waits for the 9; all windows wait with it.",
    };

    public static Figure Figure10Right { get; } = new(
        "book-2-10-right", "Streaming Systems, Figure 2-10, right: AfterWatermark, heuristic watermark", Scripts.BookHeuristic,
        TwoMinutes.OnlyChanges().Triggering(Trigger.AfterWatermark()),
        """
        12:06:00.0  W0   5  ON_TIME
        12:07:30.0  W2  18  ON_TIME
        12:07:40.5  W4   4  ON_TIME
        12:09:22.2  W6  12  ON_TIME
        """)
    {
        Late = "W0  9  12:01:26  12:06:00",
        See = "A heuristic watermark is sooner, and loses the 9.",
    };

    public static Figure Figure11Left { get; } = new(
        "book-2-11-left", "Streaming Systems, Figure 2-11, left: early and late panes, perfect watermark", Scripts.BookPerfect, Partial,
        """
        12:06:00.0  W0   5  EARLY
        12:06:00.0  W2   7  EARLY
        12:07:00.0  W2  10  EARLY
        12:07:00.0  W4   4  EARLY
        12:08:00.0  W2  18  EARLY
        12:08:00.0  W6   3  EARLY
        12:08:43.8  W0  14  ON_TIME
        12:09:00.0  W6  12  EARLY
        """)
    {
        See = "Sums each minute while the perfect watermark waits.",
    };

    public static Figure Figure11Right { get; } = new(
        "book-2-11-right", "Streaming Systems, Figure 2-11, right: early and late panes, heuristic watermark", Scripts.BookHeuristic, Partial,
        """
        12:06:00  W0   5  ON_TIME
        12:06:00  W2   7  EARLY
        12:07:00  W2  10  EARLY
        12:07:00  W4   4  EARLY
        12:07:30  W2  18  ON_TIME
        12:08:00  W6   3  EARLY
        12:08:20  W0  14  LATE
        12:09:00  W6  12  EARLY
        """)
    {
        See = "Sums each minute before the watermark; after it each value that is late corrects its window at once.",
    };

    public static Figure Figure12 { get; } = new(
        "book-2-12", "Streaming Systems, Figure 2-12: allowed lateness of 1 minute", Scripts.BookLateness, Partial with { AllowedLateness = Duration.FromMinutes(1) },
        """
        12:06:00  W0   5  ON_TIME
        12:06:00  W2   7  EARLY
        12:06:40  W0  11  LATE
        12:07:00  W2  10  EARLY
        12:07:00  W4   4  EARLY
        12:07:30  W2  18  ON_TIME
        12:08:00  W6   3  EARLY
        12:09:00  W6  12  EARLY
        """)
    {
        Late = "W0  9  12:01:26  12:06:00",
        See = "The 6 comes within the minute and counts; the 9 comes when its window has expired, and is dropped.",
    };

    public static Figure Figure13 { get; } = new(
        "book-2-13", "Streaming Systems, Figure 2-13: discarding", Scripts.BookHeuristic, Partial.DiscardingFiredPanes(),
        """
        12:06:00  W0  5  ON_TIME
        12:06:00  W2  7  EARLY
        12:07:00  W2  3  EARLY
        12:07:00  W4  4  EARLY
        12:07:30  W2  8  ON_TIME
        12:08:00  W6  3  EARLY
        12:08:20  W0  9  LATE
        12:09:00  W6  9  EARLY
        """)
    {
        See = "Each pane holds only what is new; the panes of a window add up to its sum.",
    };

    public static Figure Figure14 { get; } = new(
        "book-2-14", "Streaming Systems, Figure 2-14: accumulating and retracting", Scripts.BookHeuristic, Partial.AccumulatingAndRetractingFiredPanes(),
        """
        12:06:00  W0    5  ON_TIME
        12:06:00  W2    7  EARLY
        12:07:00  W2   -7  EARLY
        12:07:00  W2   10  EARLY
        12:07:00  W4    4  EARLY
        12:07:30  W2  -10  EARLY
        12:07:30  W2   18  ON_TIME
        12:08:00  W6    3  EARLY
        12:08:20  W0   -5  ON_TIME
        12:08:20  W0   14  LATE
        12:09:00  W6   -3  EARLY
        12:09:00  W6   12  EARLY
        """)
    {
        See = "Each pane takes the one before back.",
    };

    public static IReadOnlyList<Figure> All { get; } =
        [Figure3, Figure5, Figure6, Figure7, Figure8, Figure10Left, Figure10Right, Figure11Left, Figure11Right, Figure12, Figure13, Figure14];
}
