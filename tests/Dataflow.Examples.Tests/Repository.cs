using System.Diagnostics;

namespace Dataflow.Examples.Tests;

/// <summary>The repository that the tests run in, and the programs that were built from it.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string[] ReadLines(string relative) => File.ReadAllText(PathOf(relative)).ReplaceLineEndings("\n").Split('\n');

    /// <summary>Runs a program of the solution, built as these tests were, somewhere outside the repository unless it is said where.</summary>
    public static async Task<(int Status, string Output, string Error)> RunAsync(string project, IEnumerable<string> arguments, string? directory = null)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = PathOf(Path.Combine("artifacts", "bin", project, configuration, $"{project}.dll"));
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? Path.GetTempPath(),
        };
        foreach (var argument in arguments.Prepend(program))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Dataflow.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException($"No Dataflow.sln above {AppContext.BaseDirectory}.");
    }
}
