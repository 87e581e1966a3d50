using System.Diagnostics;

namespace Dataflow.Benchmarks.Measuring;

/// <summary>A query over a stream of <typeparamref name="TEvent"/>, with its rivals.</summary>
public abstract class Workload<TEvent, TResult> : IAlone
    where TResult : IFingerprinted
{
    public abstract string Id { get; }

    public abstract string Name { get; }

    public abstract Goal Goal { get; }

    /// <summary>The rival that the others are compared with.</summary>
    public abstract IRival<TEvent, TResult> Baseline { get; }

    /// <summary>The rival that the goal is for.</summary>
    public abstract IRival<TEvent, TResult> Subject { get; }

    /// <summary>All rivals, the baseline and the subject among them.</summary>
    public abstract IReadOnlyList<IRival<TEvent, TResult>> Rivals { get; }

    /// <summary>Generates the stream.</summary>
    public abstract TEvent[] Generate(int count);

    /// <summary>A short stream with everything in it that the measured one spares its rivals: late events, negative times, growth.</summary>
    public abstract TEvent[] GenerateHard();

    /// <summary>Another query that the goal compares the subject with; null if it is the baseline.</summary>
    public virtual Contender? Yardstick(Effort effort) => null;

    /// <summary>What is measured in turns with the rivals without giving their results; none by default.</summary>
    public virtual IEnumerable<Contender> Companions(TEvent[] events, TEvent[] half) => [];

    /// <summary>Generates the stream, checks that the rivals agree on it, and warms them up.</summary>
    /// <exception cref="InvalidOperationException">Rivals disagree.</exception>
    public TEvent[] Prepare(int count, Effort effort)
    {
        var events = Generate(count);
        Check(events);
        foreach (var rival in Rivals)
        {
            rival.WarmUp(events, effort);
        }

        return events;
    }

    public Report Measure(Effort effort)
    {
        var events = Generate(effort.Events);
        var count = effort.Fit(events.Length, count => TimeOf(events[..count]));
        events = count < events.Length ? events[..count] : events;
        Effort.Say($"{Figure.Of(count, "#,0")} events, {Rivals.Count} rivals: do they agree?");
        Check(events);
        var half = events[..(events.Length / 2)];
        var yardstick = Yardstick(effort);
        var rivals = Rivals.Select(rival => Contender.Of(rival, events, half)).Concat(Companions(events, half));
        var timings = Turns.Measure([.. rivals, .. yardstick is null ? Array.Empty<Contender>() : [yardstick]], effort);
        var baseline = timings[PlaceOf(Baseline)];
        var measurements = timings.Select(timing => new Measurement(
            $"{Id} {Name}", timing.Contender.Name, timing.EventsPerSecond, timing.BytesPerEvent, timing.RatioTo(baseline), timing.Contender.Events)).ToList();
        return new([ScoreOf(timings[PlaceOf(Subject)], yardstick is null ? baseline : timings[^1])], measurements, TablesOf(measurements));
    }

    public IEnumerable<(string Name, Action Run)> Subjects(Effort effort) => [(Name, () => Contender.Alone(Subject, Generate(effort.Events)).RunAlone(effort))];

    /// <summary>The line of the summary.</summary>
    protected virtual Score ScoreOf(Timing subject, Timing other) => new(
        $"{Id} {Name}",
        $"{other.Contender.Name}: {Figure.Rate(other.EventsPerSecond)} M/s",
        $"{Figure.Rate(subject.EventsPerSecond)} M/s{OnFewer(subject)}",
        Figure.Ratio(subject.RatioTo(other)),
        Goal.Target,
        Goal.Aim,
        Figure.Bytes(subject.BytesPerEvent));

    /// <summary>Tables of its own; none if the line of the summary says it all.</summary>
    protected virtual IReadOnlyList<Table> TablesOf(IReadOnlyList<Measurement> measurements) => [];

    /// <summary>Says it where a run took fewer events than it should have.</summary>
    protected static string OnFewer(Timing timing) =>
        timing.Contender.Events < Effort.Full.Events ? $" on {Figure.Of(timing.Contender.Events, "#,0")} events" : "";

    private int PlaceOf(IRival<TEvent, TResult> rival) => Rivals.Index().First(other => other.Item == rival).Index;

    private TimeSpan TimeOf(TEvent[] events)
    {
        var watch = Stopwatch.StartNew();
        Subject.Run(events);
        return watch.Elapsed - Subject.Drain;
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
            throw new InvalidOperationException($"{Id} {Name}: on {stream}, {rival.Name} gives {actual}, but {Baseline.Name} gives {expected}.");
        }
    }
}
