using System.Numerics;
using Dataflow.Panes;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Oracle;

/// <summary>
/// The default trigger in discarding mode, one element at a time, every value kept, written from the rules and not from the
/// engine: the windows of an element are found by their definition, and all windows are looked at after every step.
/// </summary>
public sealed class Specification
{
    private static readonly BigInteger Start = Instant.MinValue.ToUnixTimeTicks();
    private static readonly BigInteger End = Instant.MaxValue.ToUnixTimeTicks() + 1;

    private readonly OracleCase input;
    private readonly List<Cell> cells = [];
    private BigInteger clock = Start;
    private BigInteger watermark = Start;

    public Specification(OracleCase input)
    {
        this.input = input;
        for (var i = 0; i < input.Events.Count; i++)
        {
            if (input.WatermarkDelay is null)
            {
                AdvanceWatermark(input.Events.Skip(i).Min(e => e.Time));
            }

            Take(input.Events[i]);
            if (input.WatermarkDelay is { } delay)
            {
                AdvanceWatermark(input.Events.Take(i + 1).Max(e => (BigInteger)e.Time) - delay);
            }
        }

        AdvanceWatermark(End);
    }

    public List<OraclePane> Panes { get; } = [];

    public List<OracleLate> Late { get; } = [];

    private void Take(OracleEvent e)
    {
        clock = BigInteger.Max(clock, e.Arrival ?? e.Time);
        var (start, end) = WindowOf(e.Time);

        // Rule 24: dropped if and only if GC time < watermark, where GC time = min(end - 1 + lateness, end of time - 1).
        if (BigInteger.Min(end - 1 + input.Lateness, End - 1) < watermark)
        {
            Late.Add(new OracleLate(e.Id, (long)start, (long)end, (long)watermark));
            return;
        }

        var cell = cells.Find(c => c.Key == e.Key && c.Start == start);
        if (cell is null)
        {
            cells.Add(cell = new Cell(e.Key, start, end));
        }

        cell.New.Add(e.Id);
        if (watermark >= end)
        {
            Fire(cell, PaneTiming.Late, isLast: false);
        }
        else if (e.Time >= watermark || (input.Combiner == TimestampCombiner.Latest && cell.Times.Count > 0 && e.Time >= cell.Times.Max()))
        {
            // Rule 17, by the cell's own history alone (docs/decisions/0003).
            cell.Times.Add(e.Time);
        }
    }

    private (BigInteger Start, BigInteger End) WindowOf(BigInteger time)
    {
        if (input.Size is not { } size)
        {
            return (Start, End);
        }

        var into = BigInteger.Remainder(time - input.Offset, size);
        var start = time - (into < 0 ? into + size : into);
        return (BigInteger.Max(start, Start), BigInteger.Min(start + size, End));
    }

    private void AdvanceWatermark(BigInteger ticks)
    {
        ticks = BigInteger.Min(BigInteger.Max(ticks, Start), End);
        if (ticks <= watermark)
        {
            return;
        }

        watermark = ticks;
        foreach (var cell in cells.Where(c => c.New.Count > 0 && c.End <= watermark).OrderBy(c => c.End).ThenBy(c => c.Start).ToList())
        {
            Fire(cell, PaneTiming.OnTime, isLast: BigInteger.Min(cell.End - 1 + input.Lateness, End - 1) < watermark);
        }
    }

    // Rules 16 to 18.
    private BigInteger Held(Cell cell) => cell.Times.Count == 0
        ? cell.End - 1
        : input.Combiner switch
        {
            TimestampCombiner.Earliest => cell.Times.Min(),
            TimestampCombiner.Latest => cell.Times.Max(),
            _ => cell.End - 1,
        };

    private void Fire(Cell cell, PaneTiming timing, bool isLast)
    {
        Panes.Add(new OraclePane(
            cell.Key,
            string.Join(",", cell.New),
            (long)cell.Start,
            (long)cell.End,
            (long)(timing == PaneTiming.Late ? cell.End - 1 : Held(cell)),
            timing,
            cell.Panes,
            cell.Panes == 0,
            isLast,
            (long)clock,
            (long)watermark));
        cell.Panes++;
        cell.New.Clear();
        cell.Times.Clear();
    }

    private sealed class Cell(string key, BigInteger start, BigInteger end)
    {
        public string Key => key;

        public BigInteger Start => start;

        public BigInteger End => end;

        public List<int> New { get; } = [];

        public List<BigInteger> Times { get; } = [];

        public int Panes { get; set; }
    }
}
