using System.Globalization;

namespace Dataflow.Mutants;

/// <summary>What the command line says: <c>--name value</c>, in any order.</summary>
internal sealed class TrialOptions(string[] words)
{
    /// <summary>The report of Stryker.</summary>
    public string Report => Of("--report", "artifacts/mutation/mutants/reports/mutation-report.json");

    /// <summary>The folder for what is measured and the results.</summary>
    public string Output => Outputs[0];

    /// <summary>The folders whose results are shown, with commas between: a mutant that one of them has killed is dead.</summary>
    public IReadOnlyList<string> Outputs => Of("--output", "artifacts/mutation/engine").Split(',');

    /// <summary>Another output folder: what survived there, or was not covered, is tried.</summary>
    public string SurvivorsOf => Of("--survivors-of", "");

    /// <summary>The project that is mutated.</summary>
    public string Project => Of("--project", "src/Dataflow.Engine");

    /// <summary>The projects whose tests are run, with commas between.</summary>
    public IReadOnlyList<string> Tests => Of("--tests", "Dataflow.Engine.Tests,Dataflow.Laws.Tests,Dataflow.Tests").Split(',');

    /// <summary>Parts of the names of the tests that are run, with commas between. They go with an output folder of their own, where the tests are not measured yet.</summary>
    public IReadOnlyList<string> Named => Of("--named", "").Split(',');

    /// <summary>The folders that are tried, in this order; all if it is not said.</summary>
    public IReadOnlyList<string> Folders => Of("--folders", "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The mutants that are tried, whatever was found before.</summary>
    public IReadOnlyList<int> Mutants => [.. Of("--mutants", "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];

    /// <summary>A result of earlier runs that is tried again, as <c>survived</c>.</summary>
    public string Again => Of("--again", "-");

    /// <summary>How many seconds of tests a mutant is tried with at most.</summary>
    public double Seconds => double.Parse(Of("--seconds", "4"), CultureInfo.InvariantCulture);

    /// <summary>A test that takes longer, in seconds, is left out.</summary>
    public double Slowest => double.Parse(Of("--slowest", "0.5"), CultureInfo.InvariantCulture);

    private string Of(string name, string unsaid) => Array.IndexOf(words, name) is >= 0 and var at && at + 1 < words.Length ? words[at + 1] : unsaid;
}
