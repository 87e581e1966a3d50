namespace Dataflow.Mutants;

public sealed class MutantResultTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mutants").FullName;
    private readonly Mutant mutant = new(7, "Folder/Some.cs", 12, 5, "Arithmetic mutation", "a + b", "a - b");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Read_SeveralResults_IsTheLast()
    {
        Write("one", Result(7, MutantResult.Killed), Result(7, MutantResult.Survived));

        Assert.Equal(MutantResult.Survived, Read("one"));
    }

    [Fact]
    public void Read_SeveralFolders_IsDeadIfItDiedInOne()
    {
        Write("one", Result(7, MutantResult.Survived));
        Write("two", Result(7, MutantResult.Killed));
        Write("three", Result(7, MutantResult.NotCovered));

        Assert.Equal(MutantResult.Killed, Read("one", "two", "three"));
        Assert.Equal(MutantResult.Survived, Read("one", "three"));
    }

    [Fact]
    public void Read_OtherNumberAtThePlace_IsOfTheMutant()
    {
        Write("one", Result(900, MutantResult.Killed));

        Assert.Equal(MutantResult.Killed, Read("one"));
    }

    [Fact]
    public void Read_OtherPlaceOrChange_IsNone()
    {
        Write("one", Result(7, MutantResult.Killed).Replace(":12:5", ":13:5", StringComparison.Ordinal), Result(7, MutantResult.Killed).Replace("a - b", "a * b", StringComparison.Ordinal));

        Assert.Null(Read("one"));
    }

    private string Result(int id, string status) => new MutantResult(id, status, "test", 0.5, "").Line(mutant);

    private void Write(string name, params string[] lines)
    {
        Directory.CreateDirectory(Path.Combine(folder, name));
        File.WriteAllLines(MutantResult.FileIn(Path.Combine(folder, name)), lines);
    }

    private string? Read(params string[] names) => MutantResult.Read(names.Select(name => Path.Combine(folder, name)), [mutant]).GetValueOrDefault(mutant.Id)?.Status;
}
