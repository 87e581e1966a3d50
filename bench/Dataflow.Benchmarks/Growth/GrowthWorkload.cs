using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.Growth;

/// <summary>What an event costs as the stream gets longer, as more windows are open, and as there are more keys.</summary>
internal sealed class GrowthWorkload : IAlone
{
    private const int EventsAKey = 5;

    // One window for all of the stream, so that each key's cell stays.
    private static readonly FixedWindowQuery LongWindow = new(1_000 * TimeSpan.TicksPerSecond, FixedWindowQuery.Standard.Delay);

    private readonly List<string[]> rows = [];
    private readonly List<Score> scores = [];

    public string Id => "growth";

    public string Name => "the cost of an event as the work grows";

    public Report Measure(Effort effort)
    {
        CheckLoops();
        MeasureEvents(effort);
        Add("open windows", "1", "1 k", [.. WindowLines(effort).Select(line => Measure(line, effort))], "flat");
        Add("keys", "1 k", Figure.Count(effort.Events), [.. KeyLines(effort).Select(line => Measure(line, effort))], "3.00");
        return new(scores, [], [new("growth", ["", "ns/event", "hand-written for W1, ns/event", "hand-written for many, ns/event", "B/event"], rows)]);
    }

    /// <summary>The lines of windows and keys, those with the most first.</summary>
    public IEnumerable<(string Name, Action Run)> Subjects(Effort effort) =>
        KeyLines(effort).Reverse().Concat(WindowLines(effort).Reverse()).Select(line => (line.Name, new Action(() => Contender.Alone(line.Engine, line.Take()).RunAlone(effort))));

    private static string Events(int count) => $"{Figure.Count(count)} events";

    private static Contender LapsOf(Event[] ring, int laps)
    {
        var (all, half, sample) = (new RepeatedSums(ring, laps), new RepeatedSums(ring[..(ring.Length / 2)], laps), new RepeatedSums(ring[..(ring.Length / 10)], 1));
        return new(Events(ring.Length * laps), ring.Length * laps, () => all.Run(ring), effort => sample.WarmUp(ring, effort))
        {
            RunHalf = () => half.Run(ring),
        };
    }

    // The streams that are measured have no late events, no times before the epoch and no sparse keys.
    private static void CheckLoops()
    {
        var (hard, query) = (EventStream.Hard.TakeSparse(200_000), FixedWindowQuery.Standard);
        CheckAgreement("the hard stream", hard, new HandWrittenLoop(query), [new OneTableLoop(query), new DividedLoop(query)]);

        // So that many windows are open where events are late, and want each other's places.
        var shortWindows = query with { Size = query.Size / 1_000 };
        CheckAgreement("the hard stream in short windows", hard, new HandWrittenLoop(shortWindows), [new OneTableLoop(shortWindows)]);
    }

    private static void CheckAgreement(string stream, Event[] events, HandWrittenLoop loop, IRival<Event, WindowSum>[] rivals)
    {
        var expected = loop.Run(events);
        foreach (var rival in rivals)
        {
            if (rival.Run(events) is var actual && actual != expected)
            {
                throw new InvalidOperationException($"{stream}: {rival.Name} gives {actual}, but {loop.Name} gives {expected}.");
            }
        }
    }

    // One lap is a tenth of the usual stream, and the source gives 1, 10 and 100 of them.
    private void MeasureEvents(Effort effort)
    {
        var ring = EventStream.Standard.Take(effort.Events / 10);
        int[] laps = [1, 10, 100];
        var timings = Turns.Measure([.. laps.Select(lap => LapsOf(ring, lap))], effort);
        rows.AddRange(timings.Select(timing => new[] { timing.Contender.Name, Figure.Of(timing.NanosecondsPerEvent), "", "", Figure.Bytes(timing.BytesPerEvent) }));
        Add("events", timings[0].Contender.Name, timings[^1].Contender.Name, timings, "flat");
    }

    // As many cells in all, so that it is the windows that make the difference: 1 window of 10,000 keys, 1,000 windows of 10.
    private static IEnumerable<GrowthLine> WindowLines(Effort effort)
    {
        int[] counts = [1, 10, 100, 1_000];
        foreach (var windows in counts)
        {
            var query = FixedWindowQuery.Standard with { Delay = windows * FixedWindowQuery.Standard.Size };
            var stream = EventStream.Standard with
            {
                Keys = EventStream.Standard.Keys / windows,
                Disorder = TimeSpan.FromTicks((windows - 1) * query.Size),
            };
            yield return new($"{Figure.Count(windows)} open window{(windows == 1 ? "" : "s")}, {Figure.Count(stream.Keys)} keys", query, stream, effort.Events, new OneTableLoop(query));
        }
    }

    // Five events a key where there are most.
    private static IEnumerable<GrowthLine> KeyLines(Effort effort)
    {
        for (var keys = 1_000; keys <= effort.Events; keys *= 10)
        {
            var stream = EventStream.Standard with { Keys = keys, PerMillisecond = EventStream.Standard.PerMillisecond * EventsAKey };
            yield return new($"{Figure.Count(keys)} keys, one window", LongWindow, stream, effort.Events * EventsAKey, new DividedLoop(LongWindow));
        }
    }

    private Timing Measure(GrowthLine line, Effort effort)
    {
        IRival<Event, WindowSum>[] rivals = [line.Engine, line.Loop, line.Special];
        var events = line.Take();
        Effort.Say(line.Name);
        CheckAgreement(line.Name, events, line.Loop, rivals);
        var half = events[..(events.Length / 2)];
        var timings = Turns.Measure([.. rivals.Select(rival => Contender.Of(rival, events, half))], effort);
        rows.Add([line.Name, .. timings.Select(timing => Figure.Of(timing.NanosecondsPerEvent)), Figure.Bytes(timings[0].BytesPerEvent)]);
        return timings[0];
    }

    private void Add(string what, string least, string most, IReadOnlyList<Timing> timings, string target) => scores.Add(new(
        $"growth: {what}",
        $"{least}: {Figure.Of(timings[0].NanosecondsPerEvent)} ns",
        $"{most}: {Figure.Of(timings[^1].NanosecondsPerEvent)} ns",
        $"{Figure.Of(timings[^1].NanosecondsPerEvent / timings[0].NanosecondsPerEvent, "0.00")} ×",
        target,
        "flat",
        ""));
}
