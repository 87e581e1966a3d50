namespace Dataflow.Engine.Steps;

/// <summary>
/// Tells the sinks of a run that it was cancelled, so that a large firing need not be emitted to its end. What it throws is told
/// apart from a cancellation inside a user's function, which is a failure.
/// </summary>
internal sealed class StopSignal
{
    public CancellationToken Token { get; set; }

    public void ThrowIfStopped()
    {
        if (Token.IsCancellationRequested)
        {
            throw new RunStoppedException(Token);
        }
    }
}
