namespace Dataflow.Benchmarks;

/// <summary>The command line.</summary>
/// <param name="IsQuick">Whether the workloads are only tried.</param>
/// <param name="Only">The workloads to run; all if it is empty.</param>
/// <param name="Alone">The workload whose subject is run by itself, for a profiler; none if it is null.</param>
/// <param name="Document">The file whose tables are written; none if it is null.</param>
/// <param name="Report">The file that the report is written to, for <see cref="OwnProcess"/>; none if it is null.</param>
internal sealed record Arguments(bool IsQuick, IReadOnlyList<string> Only, string? Alone, string? Document, string? Report)
{
    private const string Usage = "Arguments: [--quick] [--only W1,W3] [--write docs/performance.md] [--alone 'two workers on W1'], or --isolated and those of BenchmarkDotNet.";

    /// <summary>Reads the arguments; null, with a word to <paramref name="error"/>, if they are wrong.</summary>
    public static Arguments? Read(string[] args, TextWriter error)
    {
        var read = new Arguments(false, [], null, null, null);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick":
                    read = read with { IsQuick = true };
                    break;
                case "--only" when i + 1 < args.Length:
                    read = read with { Only = args[++i].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) };
                    break;
                case "--alone" when i + 1 < args.Length:
                    read = read with { Alone = args[++i] };
                    break;
                case "--write" when i + 1 < args.Length:
                    read = read with { Document = args[++i] };
                    break;
                case OwnProcess.ReportOption when i + 1 < args.Length:
                    read = read with { Report = args[++i] };
                    break;
                default:
                    error.WriteLine($"Not understood: {args[i]}. {Usage}");
                    return null;
            }
        }

        return read;
    }
}
