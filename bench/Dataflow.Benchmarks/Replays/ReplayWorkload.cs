using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.Replays;

/// <summary>The replay of a file, of which a bare loop only reads the fields: it has no windows, no keys and no output.</summary>
internal sealed class ReplayWorkload(string id, string name, string extension, IRecordLoop loop, Action<string, IEnumerable<Event>> write) : IAlone
{
    private const int SampleRuns = 35;

    private static readonly Goal Goal = new("0.60", "0.90");

    public string Id => id;

    public string Name => name;

    public Report Measure(Effort effort)
    {
        var lines = effort.Events / 10;
        using var folder = new RecordingFolder(lines, extension, write);
        var size = new FileInfo(folder.All).Length;
        Effort.Say($"{Figure.Of(lines, "#,0")} lines of {Figure.Of((double)size / lines, "0")} bytes: do they agree?");
        Check(folder);
        var timings = Turns.Measure(
            [
                Contender(loop.Name, lines, folder, Totals),
                ReplayOf(lines, folder),
            ],
            effort);
        return new(
            [
                new(
                    $"{Id} {Name}",
                    $"{loop.Name}: {Rate(timings[0], size)}",
                    Rate(timings[1], size),
                    Figure.Ratio(timings[1].RatioTo(timings[0])),
                    Goal.Target,
                    Goal.Aim,
                    Figure.Bytes(timings[1].BytesPerEvent)),
            ],
            [.. timings.Select(timing => new Measurement(
                $"{Id} {Name}", timing.Contender.Name, timing.EventsPerSecond, timing.BytesPerEvent, timing.RatioTo(timings[0]), lines))],
            []);
    }

    public IEnumerable<(string Name, Action Run)> Subjects(Effort effort) => [(Name, () => RunAlone(effort))];

    private static Contender ReplayOf(int lines, RecordingFolder folder) => Contender("dataflow replay", lines, folder, path => Replay.Run(path, folder.Panes));

    private static Contender Contender(string name, int lines, RecordingFolder folder, Action<string> run) =>
        new(name, lines, () => Run(run, folder.All), effort => WarmUp(effort, () => run(folder.Sample)))
        {
            RunHalf = () => Run(run, folder.Half),
        };

    private static Outcome Run(Action<string> run, string path)
    {
        run(path);
        return default;
    }

    private static void WarmUp(Effort effort, Action run)
    {
        for (var i = 0; i < SampleRuns * effort.WarmUpRounds; i++)
        {
            run();
        }
    }

    private static string Rate(Timing timing, long size) =>
        $"{Figure.Rate(timing.EventsPerSecond)} M/s, {Figure.Of(timing.EventsPerSecond * size / timing.Contender.Events / 1e6, "0")} MB/s";

    private void RunAlone(Effort effort)
    {
        var lines = effort.Events / 10;
        using var folder = new RecordingFolder(lines, extension, write);
        ReplayOf(lines, folder).RunAlone(effort);
    }

    private void Totals(string path)
    {
        var totals = new FieldTotals();
        loop.Read(path, ref totals);
        if (totals is { Records: 0 } or { Ticks: 0 } or { Characters: 0 })
        {
            throw new InvalidOperationException($"{loop.Name} read nothing.");
        }
    }

    private void Check(RecordingFolder folder)
    {
        var expected = new ExpectedSums();
        loop.Read(folder.All, ref expected);
        Replay.Run(folder.All, folder.Panes);
        var actual = Replay.ReadSums(folder.Panes);
        if (actual.Count == 0 || actual.Count != expected.Sums.Count || !expected.Sums.All(sum => actual.TryGetValue(sum.Key, out var own) && own == sum.Value))
        {
            throw new InvalidOperationException($"{Id} {Name}: the panes of the replay are not the sums of the fields that {loop.Name} reads.");
        }
    }
}
