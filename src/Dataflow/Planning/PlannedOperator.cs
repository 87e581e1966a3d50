using Dataflow.Graph;

namespace Dataflow.Planning;

/// <summary>An operator as <c>Explain</c> shows it.</summary>
/// <param name="Node">The step that it carries out.</param>
/// <param name="Text">What it is, with its settings.</param>
/// <param name="IsStateless">Whether it passes batches straight on, so that a chain of such operators is one pass.</param>
/// <param name="HasOneConsumer">Whether one operator alone takes from it.</param>
internal sealed record PlannedOperator(PipelineNode Node, string Text, bool IsStateless, bool HasOneConsumer);
