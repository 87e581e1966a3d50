using System.Globalization;

namespace Dataflow.Mutants;

/// <summary>What became of a mutant.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Status">One of the words below.</param>
/// <param name="Test">The test that noticed it; how many tests did not.</param>
/// <param name="Seconds">The time on the clock that it took.</param>
/// <param name="Failure">What failed.</param>
internal sealed record MutantResult(int Id, string Status, string Test, double Seconds, string Failure)
{
    public const string Killed = "killed";
    public const string TimedOut = "timed out";
    public const string Survived = "survived";
    public const string NotCovered = "not covered";

    /// <summary>Reads the results of earlier runs. The last one of a mutant holds; those that stand elsewhere or change something else than these mutants are of other code, and do not count.</summary>
    public static Dictionary<int, MutantResult> Read(string file, IReadOnlyList<Mutant> mutants)
    {
        var (results, places) = (new Dictionary<int, MutantResult>(), mutants.ToDictionary(mutant => mutant.Id, mutant => (Place(mutant), Change(mutant))));
        foreach (var parts in File.Exists(file) ? File.ReadLines(file).Select(line => line.Split('\t')).Where(parts => parts.Length >= 7) : [])
        {
            var id = int.Parse(parts[0], CultureInfo.InvariantCulture);
            if (!places.TryGetValue(id, out var place) || place != (parts[4], parts[5]))
            {
                continue;
            }

            results[id] = new MutantResult(id, parts[1], parts[2], double.Parse(parts[3], CultureInfo.InvariantCulture), parts[6]);
        }

        return results;
    }

    /// <summary>The line that <see cref="Read"/> reads; where the mutant stands is for the reader.</summary>
    public string Line(Mutant mutant) => string.Create(
        CultureInfo.InvariantCulture, $"{Id}\t{Status}\t{Test}\t{Seconds:F2}\t{Place(mutant)}\t{Change(mutant)}\t{Failure}");

    private static string Place(Mutant mutant) => string.Create(CultureInfo.InvariantCulture, $"{mutant.File}:{mutant.Line}");

    private static string Change(Mutant mutant) => $"{mutant.Was} => {mutant.Is}";
}
