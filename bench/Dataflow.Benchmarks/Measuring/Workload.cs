using System.Diagnostics;

namespace Dataflow.Benchmarks.Measuring;

/// <summary>A query over a stream of <typeparamref name="TEvent"/>, with its rivals.</summary>
public abstract class Workload<TEvent, TResult> : IWorkload
    where TResult : IFingerprinted
{
    /// <summary>Few enough events to run often, enough that most of them meet keys that are already there.</summary>
    private const int SampleCount = 100_000;

    public abstract string Name { get; }

    /// <summary>The rival that the others are compared with.</summary>
    public abstract IRival<TEvent, TResult> Baseline { get; }

    /// <summary>All rivals, the baseline among them.</summary>
    public abstract IReadOnlyList<IRival<TEvent, TResult>> Rivals { get; }

    /// <summary>Generates the stream.</summary>
    public abstract TEvent[] Generate(int count);

    /// <summary>A short stream with everything in it that the measured one spares its rivals: late events, negative times, growth.</summary>
    public abstract TEvent[] GenerateHard();

    /// <summary>Generates the stream, checks that the rivals agree on it, and warms them up.</summary>
    /// <exception cref="InvalidOperationException">Rivals disagree.</exception>
    public TEvent[] Prepare(int count)
    {
        var events = Generate(count);
        Check(events);
        var sample = events.AsSpan(0, Math.Min(SampleCount, count)).ToArray();
        foreach (var rival in Rivals)
        {
            rival.WarmUp(sample);
        }

        return events;
    }

    public IReadOnlyList<Measurement> MeasureInTurns(int count, int rounds)
    {
        var events = Prepare(count);
        var times = Rivals.ToDictionary(rival => rival, _ => new List<double>());
        var bytes = Rivals.ToDictionary(rival => rival, _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var rival in Rivals)
            {
                GC.Collect();
                var before = GC.GetTotalAllocatedBytes(precise: true);
                var watch = Stopwatch.StartNew();
                rival.Run(events);
                times[rival].Add(watch.Elapsed.TotalSeconds);
                bytes[rival].Add(GC.GetTotalAllocatedBytes(precise: true) - before);
            }
        }

        return
        [
            .. Rivals.Select(rival => new Measurement(
                Name,
                rival.Name,
                count / Median(times[rival]),
                Median(bytes[rival]) / count,
                Median(times[Baseline].Zip(times[rival], (baseline, own) => baseline / own)))),
        ];
    }

    private static double Median(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private void Check(TEvent[] events)
    {
        var expected = Baseline.Run(events);
        foreach (var rival in Rivals)
        {
            CheckAgreement(rival, rival.Run(events), expected, "the measured stream");
        }

        var hard = GenerateHard();
        expected = Baseline.Run(hard);
        if (expected.Late == 0)
        {
            throw new InvalidOperationException($"{Name}: the hard stream has no late events, so it does not check how they are treated.");
        }

        foreach (var rival in Rivals.Where(rival => rival.HasWatermark))
        {
            CheckAgreement(rival, rival.Run(hard), expected, "the hard stream");
        }
    }

    private void CheckAgreement(IRival<TEvent, TResult> rival, Outcome actual, Outcome expected, string stream)
    {
        if (actual != expected || actual.Results == 0)
        {
            throw new InvalidOperationException($"{Name}: on {stream}, {rival.Name} gives {actual}, but {Baseline.Name} gives {expected}.");
        }
    }
}
