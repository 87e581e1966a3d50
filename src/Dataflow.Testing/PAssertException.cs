namespace Dataflow.Testing;

/// <summary>A collection is not what a test says it is. The message shows what was expected and every pane that was there.</summary>
public sealed class PAssertException : Exception
{
    /// <summary>Says what is not as expected; <paramref name="inner"/> is what an assertion of the user threw, if it was one.</summary>
    public PAssertException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
