namespace Dataflow.Cli;

/// <summary>What the command's exit status says.</summary>
internal static class ExitStatus
{
    public const int Done = 0;

    /// <summary>The data or a file is at fault.</summary>
    public const int Data = 1;

    /// <summary>The command line is at fault.</summary>
    public const int Usage = 2;

    public const int Interrupted = 130;
}
