using System.Globalization;
using System.Text.Json;

namespace Dataflow.Mutants;

/// <summary>Finds out without a mutant how long each test takes and which mutants it reaches. It is done once and kept in a file for each project.</summary>
internal static class TestMeasure
{
    // A test of a part may take so many times longer than another; what it reaches is not taken down, which would take ten times as long again.
    private const double SlowParts = 8;

    /// <summary>The tests that are not too slow and do not fail without a mutant.</summary>
    public static IReadOnlyList<MeasuredTest> Load(WorkerProcess worker, TrialOptions options) => [.. options.Tests.SelectMany(project => Load(worker, options, project))];

    private static List<MeasuredTest> Load(WorkerProcess worker, TrialOptions options, string project)
    {
        var file = Path.Combine(options.Output, $"{project}.json");

        // What a test reaches is told by the numbers of mutants, which a newer report gives anew.
        var isOfTheseMutants = File.Exists(file) && File.GetLastWriteTimeUtc(file) >= File.GetLastWriteTimeUtc(options.Report);
        var known = isOfTheseMutants ? JsonSerializer.Deserialize<List<MeasuredTest>>(File.ReadAllText(file))! : [];
        worker.Start();
        known.RemoveAll(test => !worker.Names.Contains(test.Name));
        var seconds = Seconds(worker, options, project, [.. known.Select(test => test.Name)]);
        if (seconds.Count == 0)
        {
            return Usable(known, options, project);
        }

        // Static values are made in what a process does first, so it must be taken down from then on.
        worker.Stop();
        worker.Start();
        var tests = seconds.Select(test => test.Value > options.Slowest
            ? new MeasuredTest(test.Key, test.Value, [], [])
            : Covered(worker, test.Key, test.Value)).ToList();
        worker.Stop();
        tests.AddRange(known);
        File.WriteAllText(file, JsonSerializer.Serialize(tests));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{project}: {tests.Count} tests take {tests.Sum(test => test.Seconds):F1} s."));
        return Usable(tests, options, project);
    }

    private static double SlowestOf(TrialOptions options, string project) => project == options.Tests[0] ? options.Slowest * SlowParts : options.Slowest;

    // Those that are too slow or fail are in the file so that they are not measured again.
    private static List<MeasuredTest> Usable(IEnumerable<MeasuredTest> tests, TrialOptions options, string project) => [.. tests.Where(test => test.Seconds <= SlowestOf(options, project))];

    private static MeasuredTest Covered(WorkerProcess worker, string name, double seconds)
    {
        var covers = worker.Ask($"cover {Array.IndexOf(worker.Names, name)}").Answer?.Split('\t') ?? ["", ""];
        return new MeasuredTest(name, seconds, Numbers(covers[0]), Numbers(covers[1]));
    }

    private static Dictionary<string, double> Seconds(WorkerProcess worker, TrialOptions options, string project, HashSet<string> known)
    {
        var seconds = new Dictionary<string, double>();
        worker.Start();

        // Of a test of a part it is known without measuring what it is of.
        var slowest = SlowestOf(options, project);
        foreach (var name in worker.Names.Where(name => name.StartsWith($"{project}.", StringComparison.Ordinal) && options.Named.Any(part => name.Contains(part, StringComparison.Ordinal))).Distinct().Where(name => !known.Contains(name)).ToList())
        {
            string Measure() => worker.Ask($"measure {Array.IndexOf(worker.Names, name)}").Answer ?? "failed\tThe process ended.";

            // The first time much is compiled.
            var answer = Measure();
            if (Of(answer) > options.Slowest / 4 && Of(answer) < slowest * 2)
            {
                answer = Measure();
            }

            seconds[name] = Of(answer);
            if (Of(answer) > slowest)
            {
                Console.WriteLine($"left out: {name}: {answer}");
            }
        }

        return seconds;
    }

    private static double Of(string answer) => double.TryParse(answer, CultureInfo.InvariantCulture, out var seconds) ? seconds : double.MaxValue;

    private static int[] Numbers(string list) => [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
}
