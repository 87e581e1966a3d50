namespace Dataflow.Testing;

/// <summary>Why a check does not hold.</summary>
/// <param name="Text">The reason, in one or more lines.</param>
/// <param name="Cause">What an assertion of the user threw, if it was one.</param>
internal sealed record Fault(string Text, Exception? Cause = null);
