namespace Dataflow.Examples.Tests;

public sealed class ExampleTests
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Repository.PathOf("examples"), "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Run_FromAnywhere_PrintsWhatIsExpected(string name)
    {
        var (status, output, error) = await Repository.RunAsync(name, []);

        Assert.Equal("", error);
        Assert.Equal(0, status);
        Assert.Equal(Repository.ReadLines($"examples/{name}/expected.txt"), output.Split('\n'));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Program_IsUnderAHundredLines(string name) => Assert.InRange(Repository.ReadLines($"examples/{name}/Program.cs").Length, 1, 99);
}
