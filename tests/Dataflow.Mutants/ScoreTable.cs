namespace Dataflow.Mutants;

/// <summary>Prints what was found: a table of the folders, the tests that killed, and what is left.</summary>
internal sealed class ScoreTable(TrialOptions options)
{
    /// <summary>Prints it.</summary>
    public int Show()
    {
        var mutants = MutationReport.Read(File.ReadAllText(options.Report), options.Project);
        var results = MutantResult.Read(options.Outputs, mutants);
        Console.WriteLine("| folder | mutants | killed | timed out | survived | not covered | score |\n|---|---|---|---|---|---|---|");
        foreach (var folder in mutants.GroupBy(mutant => mutant.Folder).Append(mutants.GroupBy(_ => "all").Single()))
        {
            var found = folder.Where(mutant => results.ContainsKey(mutant.Id)).ToLookup(mutant => results[mutant.Id].Status);
            int Count(string status) => found[status].Count();
            var (dead, tried) = (Count(MutantResult.Killed) + Count(MutantResult.TimedOut), found.Sum(status => status.Count()));
            Console.WriteLine(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| {folder.Key} | {(tried < folder.Count() ? $"{tried} of " : "")}{folder.Count()} | {Count(MutantResult.Killed)} | {Count(MutantResult.TimedOut)} | {Count(MutantResult.Survived)} | {Count(MutantResult.NotCovered)} | {(tried == 0 ? "" : $"{100.0 * dead / tried:F1} %")} |"));
        }

        Console.WriteLine("\n| killed by | mutants |\n|---|---|");
        foreach (var group in results.Values.Where(result => result.Status == MutantResult.Killed).GroupBy(result => string.Join('.', result.Test.Split('.').Take(3))).OrderByDescending(group => group.Count()))
        {
            Console.WriteLine($"| {group.Key} | {group.Count()} |");
        }

        Console.WriteLine();
        foreach (var mutant in mutants.Where(mutant => results.TryGetValue(mutant.Id, out var result) && result.Status is MutantResult.Survived or MutantResult.NotCovered))
        {
            Console.WriteLine($"{mutant.Id}\t{results[mutant.Id].Status}\t{results[mutant.Id].Test}\t{mutant.File}:{mutant.Line}\t{mutant.Mutator}\t{mutant.Was} => {mutant.Is}");
        }

        return 0;
    }
}
