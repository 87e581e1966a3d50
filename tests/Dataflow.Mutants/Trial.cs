using System.Globalization;

namespace Dataflow.Mutants;

/// <summary>Tries the mutants one after the other, and writes down what became of each.</summary>
internal sealed class Trial(TrialOptions options)
{
    // So many mutants after which the tests that killed them must pass without one.
    private const int CheckEvery = 12;
    private const string Hanging = "hanging";
    private const string Ended = "ended";
    private const string EndOfProcess = "(the process ended)";

    private readonly List<(Mutant Mutant, MutantResult Result)> pending = [];

    /// <summary>Tries those that have no result yet, or that the options name.</summary>
    public async Task<int> RunAsync()
    {
        Directory.CreateDirectory(options.Output);
        MutatedEngine.Use();
        using var worker = new WorkerProcess([.. options.Tests.Select(TestAssembly)]);
        var tests = TestMeasure.Load(worker, options);
        var order = new TestOrder(tests);
        var file = MutantResult.FileIn(options.Output);
        var all = MutationReport.Read(File.ReadAllText(options.Report), options.Project);
        var wanted = Wanted(all, MutantResult.Read([options.Output], all));
        await using var results = new StreamWriter(file, append: true) { AutoFlush = true };
        Console.WriteLine($"{wanted.Count} mutants.");
        for (var queue = new LinkedList<Mutant>(wanted); queue.First is { Value: var mutant };)
        {
            queue.RemoveFirst();
            if (order.Static.Contains(mutant.Id))
            {
                // It gets a process of its own, so there is nothing to put back.
                Settle(worker, order, results);
                results.WriteLine(Try(worker, order, mutant).Line(mutant));
                continue;
            }

            var starts = worker.Starts;
            var result = Try(worker, order, mutant);
            if (worker.Starts != starts)
            {
                PutBack(queue);
            }

            pending.Add((mutant, result));
            if (pending.Count >= CheckEvery)
            {
                Settle(worker, order, results);
            }
        }

        Settle(worker, order, results);
        return 0;
    }

    // Not by the end of the process, which has been tried again in a new one.
    private static bool IsByATest(MutantResult result) => result.Status == MutantResult.Killed && result.Test != EndOfProcess;

    private static string TestAssembly(string project) => Path.GetFullPath($"artifacts/bin/{project}/debug/{project}.dll");

    private List<Mutant> Wanted(IReadOnlyList<Mutant> all, Dictionary<int, MutantResult> known)
    {
        if (options.Mutants.Count > 0)
        {
            return [.. all.Where(mutant => options.Mutants.Contains(mutant.Id))];
        }

        var others = options.SurvivorsOf.Length > 0 ? MutantResult.Read([options.SurvivorsOf], all) : null;
        return [.. all.Where(mutant => options.Folders.Count == 0 || options.Folders.Contains(mutant.Folder))
            .Where(mutant => others is null || (others.TryGetValue(mutant.Id, out var other) && !other.IsDead))
            .Where(mutant => !known.TryGetValue(mutant.Id, out var result) || result.Status == options.Again)
            .OrderBy(mutant => options.Folders.ToList().IndexOf(mutant.Folder))];
    }

    // The process in which these were killed has ended before it was known whether it was still sound.
    private void PutBack(LinkedList<Mutant> queue)
    {
        foreach (var pair in pending.Where(pair => IsByATest(pair.Result)))
        {
            queue.AddFirst(pair.Mutant);
        }

        pending.RemoveAll(pair => IsByATest(pair.Result));
    }

    // A mutant may leave something behind that makes the tests fail of those that come after it. If it has, they are all tried again, each in a process of its own.
    private void Settle(WorkerProcess worker, TestOrder order, StreamWriter results)
    {
        var killers = pending.Where(pair => IsByATest(pair.Result)).Select(pair => pair.Result.Test).Distinct();
        var isClean = killers.All(test => worker.Ask(Order(ActiveMutant.None, worker, [order.Named(test)])).Answer == "survived");
        foreach (var (mutant, result) in pending)
        {
            var settled = result;
            if (!isClean)
            {
                worker.Stop();
                settled = Try(worker, order, mutant);
            }

            results.WriteLine(settled.Line(mutant));
        }

        if (!isClean)
        {
            worker.Stop();
        }

        pending.Clear();
    }

    private MutantResult Try(WorkerProcess worker, TestOrder order, Mutant mutant)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        MutantResult Result(string status, string test = "", string failure = "") => new(mutant.Id, status, test, watch.Elapsed.TotalSeconds, failure);

        var chosen = order.For(mutant, options.Seconds);
        if (chosen.Count == 0)
        {
            return Result(MutantResult.NotCovered);
        }

        if (order.Static.Contains(mutant.Id))
        {
            worker.Stop();
        }

        for (var isAgain = false; ; isAgain = true)
        {
            worker.Start();
            var (answer, code) = worker.Ask(Order(mutant.Id, worker, chosen));
            var parts = answer?.Split('\t') ?? [Ended];
            var test = parts.Length > 1 ? worker.Names[int.Parse(parts[1], CultureInfo.InvariantCulture)] : "";
            if (parts[0] is Hanging or Ended or MutantResult.TimedOut)
            {
                worker.Stop();
                if (isAgain)
                {
                    return parts[0] == Ended ? Result(MutantResult.Killed, EndOfProcess, $"exit code {code}") : Result(MutantResult.TimedOut, test);
                }

                // A mutant before it may be the cause, or what is compiled the first time: it must be so again in a new process that has run the test without a mutant.
                var first = chosen.Where(candidate => candidate.Name == test).ToList();
                chosen = [.. first, .. chosen.Except(first)];
                if (first.Count > 0)
                {
                    worker.Ask(Order(ActiveMutant.None, worker, first));
                }

                continue;
            }

            if (order.Static.Contains(mutant.Id))
            {
                worker.Stop();
            }

            if (parts[0] == MutantResult.Survived)
            {
                return Result(MutantResult.Survived, $"{chosen.Count} of {order.Covering[mutant.Id].Count()} tests");
            }

            order.Killed(mutant, test);
            return Result(parts[0], test, parts.Length > 2 ? parts[2][..Math.Min(parts[2].Length, 200)] : "");
        }
    }

    private static string Order(int mutant, WorkerProcess worker, IReadOnlyList<MeasuredTest> tests)
    {
        worker.Start();
        return $"try {mutant} {string.Join(' ', tests.Select(test => string.Create(CultureInfo.InvariantCulture, $"{Array.IndexOf(worker.Names, test.Name)}:{test.Seconds:F3}")))}";
    }
}
