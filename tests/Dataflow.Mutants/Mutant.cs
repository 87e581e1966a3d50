using System.Globalization;

namespace Dataflow.Mutants;

/// <summary>One small change of the code.</summary>
/// <param name="Id">Its number in the mutated engine.</param>
/// <param name="File">Its file, from the folder of the project.</param>
/// <param name="Line">The line on which it begins.</param>
/// <param name="Column">The column at which it begins.</param>
/// <param name="Mutator">What kind of a change it is.</param>
/// <param name="Was">The first line of what stands there.</param>
/// <param name="Is">The first line of what the mutant has instead.</param>
internal sealed record Mutant(int Id, string File, int Line, int Column, string Mutator, string Was, string Is)
{
    /// <summary>The folder of the file.</summary>
    public string Folder => Path.GetDirectoryName(File)!;

    /// <summary>Where it stands.</summary>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");

    /// <summary>What it changes.</summary>
    public string Change => $"{Was} => {Is}";
}
