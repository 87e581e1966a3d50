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

    /// <summary>Whether a test has noticed it.</summary>
    public bool IsDead => Status is Killed or TimedOut;

    /// <summary>Where the results of an output folder stand.</summary>
    public static string FileIn(string folder) => Path.Combine(folder, "results.tsv");

    /// <summary>
    /// Reads the results of earlier runs. The last one of a mutant in a folder holds, and of several folders one in which it died. Numbers change with the code; a mutant is known
    /// by where it stands and what it changes, so a result of other code does not count.
    /// </summary>
    public static Dictionary<int, MutantResult> Read(IEnumerable<string> folders, IReadOnlyList<Mutant> mutants)
    {
        var (results, ids) = (new Dictionary<int, MutantResult>(), mutants.ToLookup(mutant => (mutant.Place, mutant.Change), mutant => mutant.Id));
        foreach (var file in folders.Select(FileIn).Where(File.Exists))
        {
            var own = new Dictionary<int, MutantResult>();
            foreach (var parts in File.ReadLines(file).Select(line => line.Split('\t')).Where(parts => parts.Length >= 7))
            {
                foreach (var id in ids[(parts[4], parts[5])])
                {
                    own[id] = new MutantResult(id, parts[1], parts[2], double.Parse(parts[3], CultureInfo.InvariantCulture), parts[6]);
                }
            }

            foreach (var (id, result) in own.Where(pair => pair.Value.IsDead || !results.ContainsKey(pair.Key)))
            {
                results[id] = result;
            }
        }

        return results;
    }

    /// <summary>The line that <see cref="Read"/> reads.</summary>
    public string Line(Mutant mutant) => string.Create(CultureInfo.InvariantCulture, $"{Id}\t{Status}\t{Test}\t{Seconds:F2}\t{mutant.Place}\t{mutant.Change}\t{Failure}");
}
