using System.Collections;
using System.Globalization;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Semantics;

/// <summary>
/// Panes and late elements as lines, with times in seconds: <c>a [10,20) 7 EARLY 0/-1 first @12 clock 3 wm 5</c>, with a minus in front of a retraction.
/// What is as usual is left out: a timestamp that is the window's last instant, a clock at the epoch, a watermark that has not moved.
/// </summary>
internal static class PaneLine
{
    public static string Of<T>(WindowedValue<T> pane)
    {
        var (key, value) = pane.Value switch
        {
            KV<string, int> pair => (pair.Key, Text(pair.Value)),
            KV<string, long> pair => (pair.Key, Text(pair.Value)),
            KV<string, IReadOnlyList<int>> pair => (pair.Key, Text(pair.Value)),
            _ => ("", Text(pane.Value)),
        };
        return $"{(pane.IsRetraction ? "-" : "")}{key} {Of(pane.Window)} {value} {pane.Pane}"
            + (pane.Timestamp == pane.Window.MaxTimestamp ? "" : $" @{Script.ToText(pane.Timestamp)}")
            + (pane.ProcessingTime == NodaConstants.UnixEpoch ? "" : $" clock {Script.ToText(pane.ProcessingTime)}")
            + (pane.Watermark == Time.EventTime.StartOfTime ? "" : $" wm {Script.ToText(pane.Watermark)}");
    }

    public static string Of<T>(LateElement<T> late)
    {
        var value = late.Value is KV<string, int> pair ? $"{pair.Key}{pair.Value}" : Text(late.Value);
        return $"late {(late.IsRetraction ? "-" : "")}{value}@{Script.ToText(late.Timestamp)} by {(decimal)late.LateBy.TotalSeconds:0.#######} {Of(late.Window)} "
            + $"wm {Script.ToText(late.Watermark)} {(late.Reason == LateReason.Expired ? "expired" : "closed")}";
    }

    private static string Of(Window window) =>
        window == Window.Global ? "[global)" : $"[{Script.ToText(window.Start)},{Script.ToText(window.End)})";

    private static string Text(object? value) => value is IEnumerable list and not string
        ? $"[{string.Join(",", list.Cast<object>().Select(Text))}]"
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
