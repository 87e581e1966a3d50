namespace Dataflow.Cli.Tests;

/// <summary>The recordings that the repository carries, and files of a test's own.</summary>
internal static class TestData
{
    private static readonly DirectoryInfo Folder = Directory.CreateTempSubdirectory("dataflow-cli-tests-");

    static TestData() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => Folder.Delete(recursive: true);

    public static string Flights => Find("examples/data/flights.csv.gz");

    public static string Earthquakes => Find("examples/data/earthquakes.jsonl");

    /// <summary>Writes a file with a name of its own and gives its path.</summary>
    public static string Write(string name, string content)
    {
        var path = NewPath(name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>A path of a file that is not there, in a folder of its own that is gone after the tests.</summary>
    public static string NewPath(string name) =>
        Path.Combine(Folder.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName, name);

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
