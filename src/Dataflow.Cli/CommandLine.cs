using System.CommandLine;

namespace Dataflow.Cli;

/// <summary>Runs a command line: faults of the line itself are exit status 2, and say how to get help.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> arguments, TextWriter error)
    {
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }).ConfigureAwait(false);
        }

        foreach (var fault in parsed.Errors.Select(e => e.Message).Distinct())
        {
            await error.WriteLineAsync($"dataflow: {fault}").ConfigureAwait(false);
        }

        await error.WriteLineAsync("Try 'dataflow replay --help'.").ConfigureAwait(false);
        return ExitStatus.Usage;
    }
}
