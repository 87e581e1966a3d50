using System.Diagnostics;

namespace Dataflow.Benchmarks.Measuring;

/// <summary>A rival with its events, ready to run.</summary>
public sealed record Contender(string Name, int Events, Func<Outcome> Run, Action<Effort> WarmUp)
{
    /// <summary>Runs on the first half of the events, to tell what is allocated for each event from what is allocated once.</summary>
    public required Func<Outcome> RunHalf { get; init; }

    /// <summary>How much of the last run's time is none of the rate: see <see cref="IRival{TEvent, TResult}.Drain"/>.</summary>
    public Func<TimeSpan> Drain { get; init; } = () => TimeSpan.Zero;

    public static Contender Of<TEvent, TResult>(IRival<TEvent, TResult> rival, TEvent[] events, TEvent[] half)
        where TResult : IFingerprinted =>
        new(rival.Name, events.Length, () => rival.Run(events), effort => rival.WarmUp(events, effort))
        {
            RunHalf = () => rival.Run(half),
            Drain = () => rival.Drain,
        };

    /// <summary>One that is not asked what it allocates.</summary>
    public static Contender Alone<TEvent, TResult>(IRival<TEvent, TResult> rival, TEvent[] events)
        where TResult : IFingerprinted =>
        Of(rival, events, half: events);

    /// <summary>How long a run takes.</summary>
    public TimeSpan Time()
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        Run();
        return watch.Elapsed - Drain();
    }

    /// <summary>Runs again and again, once at least, compares with nothing, and says what an event took.</summary>
    public void RunAlone(Effort effort)
    {
        WarmUp(effort);
        var (watch, runs) = (Stopwatch.StartNew(), 0);
        for (; runs == 0 || watch.Elapsed < effort.Alone; runs++)
        {
            Run();
        }

        Effort.Say($"{Name}, alone: {runs} runs of {Figure.Of(Events, "#,0")} events, {Figure.Of(watch.Elapsed.TotalNanoseconds / runs / Events)} ns/event");
    }

    /// <summary>
    /// How many bytes an event allocates once everything is warm: the difference between a run on all events and one on half of them, so that what a
    /// run allocates once, however long it is, does not count.
    /// </summary>
    public double BytesPerEvent()
    {
        // What is pooled for other runs may have been given up when the last round began.
        Run();
        var half = BytesOf(RunHalf);
        return (BytesOf(Run) - half) / (double)(Events - (Events / 2));
    }

    private static long BytesOf(Func<Outcome> run)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        run();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
