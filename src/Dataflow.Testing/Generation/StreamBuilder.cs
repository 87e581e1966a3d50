using NodaTime;

namespace Dataflow.Testing.Generation;

/// <summary>Makes a stream of values: gives each a time, and puts steps of the watermark and the clock between them.</summary>
internal sealed class StreamBuilder<T>(Random random, StreamOptions options)
{
    private readonly List<StreamStep<T>> steps = [];
    private readonly long unit = Math.Max(1, TickTime.OfSpan(options.Unit));
    private readonly int disorder = random.Next(4) * random.Next(12);
    private readonly int extremes = options.WithExtremeTimes && random.Next(10) == 0 ? 3 : 0;
    private readonly double offTheUnit = random.Next(3) == 0 ? 0.3 : 0;
    private readonly double clockRate = options.WithClock ? random.Next(3) * 0.3 : 0;
    private readonly WatermarkSchedule schedule = options.Watermarks == WatermarkSchedule.Any ? (WatermarkSchedule)random.Next(1, 5) : options.Watermarks;
    private readonly int delay = random.Next(-3, 12);
    private long now = random.Next(-40, 10);
    private long clock = random.Next(-20, 20);

    public IReadOnlyList<StreamStep<T>> Build(IReadOnlyList<T> values)
    {
        var elements = new List<StreamStep<T>>();
        foreach (var value in values)
        {
            elements.Add(StreamStep<T>.Element(value, NextTime()));
            if (random.Next(12) == 0)
            {
                elements.Add(elements[random.Next(elements.Count)]);
            }
        }

        elements = elements.GetRange(0, Math.Min(elements.Count, options.MaxElements));
        if (options.WithClock && random.Next(4) > 0)
        {
            steps.Add(StreamStep<T>.Clock(At(clock)));
        }

        for (var i = 0; i < elements.Count; i++)
        {
            if (random.NextDouble() < clockRate)
            {
                clock += random.Next(-1, 8);
                steps.Add(StreamStep<T>.Clock(At(clock)));
            }

            steps.Add(elements[i]);
            AddWatermarks(elements, i);
        }

        return steps;
    }

    // Bursts of equal times, a steady pace, and gaps that part sessions; each out of order by the stream's disorder.
    private Instant NextTime()
    {
        if (extremes > 0 && random.Next(extremes) == 0)
        {
            var off = (random.Next(4) * unit * random.Next(3)) + random.Next(3);
            return TickTime.At(random.Next(2) == 0 ? TickTime.First + off : TickTime.Last - off);
        }

        now += random.Next(8) switch { 0 or 1 or 2 => 0, 7 => random.Next(30), _ => random.Next(3) };
        var ticks = TickTime.Of(At(now - random.Next(disorder + 1)));
        return TickTime.At((Int128)ticks + (random.NextDouble() < offTheUnit ? random.Next(-1, 2) : 0));
    }

    private void AddWatermarks(List<StreamStep<T>> elements, int at)
    {
        switch (schedule)
        {
            case WatermarkSchedule.Sane when random.Next(3) == 0 && at + 1 < elements.Count:
                var least = TickTime.Of(elements.Skip(at + 1).Min(element => element.Time));
                AddWatermark(least - ((Int128)unit * Math.Max(0, random.Next(-5, 4))));
                break;
            case WatermarkSchedule.Heuristic when random.Next(2) == 0:
                var greatest = TickTime.Of(elements.Take(at + 1).Max(element => element.Time));
                AddWatermark(greatest - ((Int128)unit * delay));
                break;
            case WatermarkSchedule.Adversarial when random.Next(3) == 0:
                for (var i = random.Next(1, 4); i > 0; i--)
                {
                    var near = (Int128)TickTime.Of(elements[random.Next(elements.Count)].Time) + (unit * random.Next(-20, 20)) + random.Next(-1, 2);
                    AddWatermark(random.Next(40) == 0 ? TickTime.Last + 1 : near);
                }

                break;
        }
    }

    private void AddWatermark(Int128 ticks) => steps.Add(StreamStep<T>.Watermark(TickTime.AtOrEnd(ticks)));

    private Instant At(long units) => TickTime.At((Int128)units * unit);
}
