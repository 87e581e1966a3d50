namespace Dataflow.Mutants;

/// <summary>A test, and what was found out about it without a mutant.</summary>
/// <param name="Name">Its class and method.</param>
/// <param name="Seconds">The processor time that it takes.</param>
/// <param name="Covers">The mutants that it reaches.</param>
/// <param name="CoversStatic">Those among them that it reaches while a static value is made, once in a process.</param>
internal sealed record MeasuredTest(string Name, double Seconds, int[] Covers, int[] CoversStatic)
{
    /// <summary>The folder whose parts it tests, by its name. A test of a part that is too slow for it to be known what it reaches is tried on all of them.</summary>
    public string Folder => Name.Split('.')[^3];
}
