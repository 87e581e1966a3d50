namespace Dataflow.Cli.Tests.Replay;

/// <summary>
/// What a replay in fixed windows must give, by straight loops over the events: which are late, which make up each on-time pane,
/// and which are late panes of their own. Times and spans in ticks.
/// </summary>
internal sealed class DoubleLoop<TEvent>
{
    public DoubleLoop(
        IReadOnlyList<TEvent> events, Func<TEvent, string> key, Func<TEvent, long> time, Func<TEvent, double> value, long size, long? delay, long lateness)
    {
        var watermarks = Watermarks(events, time, delay);
        var onTime = new Dictionary<(string Key, long Start), List<double>>();
        for (var i = 0; i < events.Count; i++)
        {
            var start = FloorTo(time(events[i]), size);
            if (watermarks[i] >= start + size + lateness)
            {
                Late.Add((i, watermarks[i]));
                continue;
            }

            var cell = (key(events[i]), start);
            if (watermarks[i] >= start + size)
            {
                var index = (onTime.ContainsKey(cell) ? 1 : 0) + Panes.Count(pane => pane.Key == cell.Item1 && pane.Start == start);
                Panes.Add(new Pane(cell.Item1, start, "LATE", index, [value(events[i])]));
                continue;
            }

            if (!onTime.TryGetValue(cell, out var values))
            {
                onTime.Add(cell, values = []);
            }

            values.Add(value(events[i]));
        }

        Panes.AddRange(onTime.Select(cell => new Pane(cell.Key.Key, cell.Key.Start, "ON_TIME", 0, cell.Value)));
    }

    public List<Pane> Panes { get; } = [];

    /// <summary>The late events: which, and the watermark when each arrived.</summary>
    public List<(int Index, long Watermark)> Late { get; } = [];

    /// <summary>The watermark when each event arrives: behind the greatest time before it, or without a delay the least from it on.</summary>
    private static long[] Watermarks(IReadOnlyList<TEvent> events, Func<TEvent, long> time, long? delay)
    {
        var watermarks = new long[events.Count];
        if (delay is null)
        {
            var least = long.MaxValue;
            for (var i = events.Count - 1; i >= 0; i--)
            {
                least = Math.Min(least, time(events[i]));
                watermarks[i] = least;
            }

            return watermarks;
        }

        var greatest = long.MinValue / 2;
        for (var i = 0; i < events.Count; i++)
        {
            watermarks[i] = greatest - delay.Value;
            greatest = Math.Max(greatest, time(events[i]));
        }

        return watermarks;
    }

    private static long FloorTo(long time, long size) => (long)Math.Floor((decimal)time / size) * size;

    internal sealed record Pane(string Key, long Start, string Timing, int Index, IReadOnlyList<double> Values);
}
