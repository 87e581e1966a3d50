using System.Diagnostics;

namespace Dataflow.Mutants;

/// <summary>Makes an assertion that fails an exception in the test, where it would end the process by itself.</summary>
internal sealed class AssertionListener : TraceListener
{
    /// <inheritdoc/>
    public override void Fail(string? message) => Fail(message, null);

    /// <inheritdoc/>
    public override void Fail(string? message, string? detailMessage) => throw new InvalidOperationException($"Assertion failed. {message} {detailMessage}");

    /// <inheritdoc/>
    public override void Write(string? message)
    {
    }

    /// <inheritdoc/>
    public override void WriteLine(string? message)
    {
    }
}
