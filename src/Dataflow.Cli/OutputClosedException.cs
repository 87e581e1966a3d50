namespace Dataflow.Cli;

/// <summary>Nobody reads standard output any more: the reader, like <c>head</c>, has what it wanted.</summary>
internal sealed class OutputClosedException() : IOException("Standard output was closed.")
{
    /// <summary>The system's number for it.</summary>
    public const int BrokenPipe = 32;
}
