namespace Dataflow.Cli;

/// <summary>What a command knows of the process that it runs in; tests give another.</summary>
internal sealed record CommandContext
{
    /// <summary>Opens standard output.</summary>
    public required Func<Stream> OpenOutput { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether standard output is a terminal.</summary>
    public required bool OutputIsTerminal { get; init; }

    /// <summary>Whether standard error is a terminal.</summary>
    public required bool ErrorIsTerminal { get; init; }

    /// <summary>The wall clock: for the summary, the progress line and <c>--speed</c>, and for nothing that a result depends on.</summary>
    public required TimeProvider WallClock { get; init; }

    /// <summary>Is cancelled when the user interrupts the command.</summary>
    public required CancellationToken Interrupted { get; init; }

    public static CommandContext OfProcess() => new()
    {
        OpenOutput = StandardOutput.Open,
        Error = Console.Error,
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        WallClock = Cli.WallClock.Live,
        Interrupted = Interrupts.Listen(),
    };
}
