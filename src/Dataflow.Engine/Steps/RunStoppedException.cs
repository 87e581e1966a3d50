namespace Dataflow.Engine.Steps;

/// <summary>The run was cancelled.</summary>
internal sealed class RunStoppedException(CancellationToken token) : OperationCanceledException(token);
