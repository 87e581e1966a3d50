
namespace Dataflow.Conformance.Tests.Figures;

/// <summary>The scripts of the figures: each data set under each of its watermarks.</summary>
internal static class Scripts
{
    private const string Heuristic = "12:06:00 -> 12:02:00; 12:07:30 -> 12:04:00; 12:07:40 -> 12:06:00; 12:09:22 -> 12:08:00";

    private const string Perfect = "12:08:44 -> 12:02:00; 12:08:56 -> 12:04:00; 12:09:15 -> 12:06:00; 12:09:22 -> 12:08:00";

    // The steps between the heuristic ones are those that close the windows.
    private const string WithLateness = "12:06:00 -> 12:02:00; 12:07:27 -> 12:03:00; 12:07:30 -> 12:04:00; 12:07:36 -> 12:05:00; 12:07:40 -> 12:06:00; "
        + "12:08:46 -> 12:07:00; 12:09:22 -> 12:08:00; 12:09:24 -> 12:09:00";

    public static Script PaperBatch { get; } = Script.Of("paper-batch", "the ten values of the paper without a watermark, until 12:09:23", DataSet.Paper).Until("12:09:23");

    public static Script PaperWithoutWatermark { get; } = Script.Of("paper-no-watermark", "the ten values of the paper without a watermark", DataSet.Paper).Until("12:10:30");

    public static Script PaperSweep { get; } = Script.Of("paper-sweep", "the ten values of the paper, then a watermark that sweeps over them", DataSet.Paper)
        .Watermark("12:09:17 -> 12:02:00; 12:09:19 -> 12:04:00; 12:09:21 -> 12:06:00; 12:09:23 -> 12:08:00");

    public static Script PaperFigure12 { get; } = Script.Of("paper-figure12", "the ten values of the paper with the watermark that its Figure 12 draws", DataSet.Paper)
        .Watermark("12:05:58.8 -> 12:02:00; 12:07:30 -> 12:04:00; 12:07:40 -> 12:06:00; 12:09:21 -> 12:08:00").Until("12:10");

    public static Script PaperHeuristic { get; } =
        Script.Of("paper-heuristic", "the ten values of the paper with the heuristic watermark", DataSet.Paper).Watermark(Heuristic).Until("12:10");

    // The paper's text has the timer of 12:06:00 run before the watermark moves, so that comes a tick later.
    public static Script PaperSessions { get; } = Script.Of("paper-sessions", "the ten values of the paper with the watermark that its Figure 14 is told with", DataSet.Paper)
        .Watermark("12:06:00.0000001 -> 12:02:00; 12:07:30 -> 12:04:00; 12:07:37 -> 12:05:20; 12:07:40 -> 12:06:00; 12:09:22 -> 12:08:00").Until("12:10");

    public static Script ArticleSessions { get; } = Script.Of("streaming102-sessions", "the ten values with the heuristic watermark as sessions see it", DataSet.Paper)
        .Watermark("12:05:52 -> 12:01:30; 12:06:00 -> 12:02:00; 12:07:30 -> 12:04:00; 12:07:38 -> 12:05:20; 12:07:40 -> 12:06:00; 12:09:22 -> 12:08:00").Until("12:10");

    public static Script ArticleBatch { get; } = Script.Of("streaming102-batch", "the ten values without a watermark, until 12:10", DataSet.Paper).Until("12:10");

    public static Script ArticlePerfect { get; } =
        Script.Of("streaming102-perfect", "the ten values with the perfect watermark", DataSet.Paper).Watermark(Perfect).Until("12:10");

    public static Script ArticleLateness { get; } = Script.Of("streaming102-lateness", "the ten values and a 6, with the watermark that closes windows after a minute", DataSet.Paper)
        .Add(DataSet.Extra).Watermark(WithLateness).Until("12:10");

    public static Script ArticleSecondOrder { get; } = Script.Of("streaming102-order2", "the ten values in the second order of arrival, with its watermark", DataSet.SecondOrder)
        .Watermark("12:06:48 -> 12:02:00; 12:08:14 -> 12:04:00; 12:08:18 -> 12:06:00; 12:08:37 -> 12:08:00").Until("12:10");

    public static Script ArticleSecondOrderWithoutWatermark { get; } =
        Script.Of("streaming102-order2-no-watermark", "the ten values in the second order of arrival, without a watermark", DataSet.SecondOrder).Until("12:10:30");

    public static Script ArticleIngress { get; } =
        Script.Of("streaming102-ingress", "the ten values; the watermark is the clock", DataSet.Paper).IngressTime("12:06", "12:08", "12:10");

    public static Script ArticleIngressSecondOrder { get; } =
        Script.Of("streaming102-order2-ingress", "the ten values in the second order of arrival; the watermark is the clock", DataSet.SecondOrder).IngressTime("12:06", "12:08", "12:10");

    public static Script BookBatch { get; } = Script.Of("book-batch", "the nine values of the book without a watermark, until 12:10", DataSet.Book).Until("12:10");

    public static Script BookWithoutWatermark { get; } =
        Script.Of("book-no-watermark", "the nine values of the book without a watermark", DataSet.Book).Until("12:10:30");

    public static Script BookPerfect { get; } = Script.Of("book-perfect", "the nine values of the book with the perfect watermark", DataSet.Book).Watermark(Perfect).Until("12:10");

    public static Script BookHeuristic { get; } =
        Script.Of("book-heuristic", "the nine values of the book with the heuristic watermark", DataSet.Book).Watermark(Heuristic).Until("12:10");

    public static Script BookLateness { get; } = Script.Of("book-lateness", "the nine values of the book and a 6, with the watermark that closes windows after a minute", DataSet.Book)
        .Add(DataSet.Extra).Watermark(WithLateness).Until("12:10");
}
