namespace Dataflow.Cli.Tests;

/// <summary>The recordings that the repository carries, and files of a test's own.</summary>
internal static class TestData
{
    public static string Flights => Find("examples/data/flights.csv.gz");

    public static string Earthquakes => Find("examples/data/earthquakes.jsonl");

    /// <summary>Writes a file with a name of its own and gives its path.</summary>
    public static string Write(string name, string content)
    {
        var path = NewPath(name);
        File.WriteAllText(path, content);
        return path;
    }

    public static string NewPath(string name) =>
        Path.Combine(Directory.CreateTempSubdirectory("dataflow-cli-tests-").FullName, name);

    private static string Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, relative);
            if (File.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"The recording {relative} is not here.");
        return "";
    }
}
