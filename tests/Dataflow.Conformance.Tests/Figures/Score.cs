using NodaTime;

namespace Dataflow.Conformance.Tests.Figures;

/// <summary>An input of the examples: a player's points, when they were scored, and when that was heard of.</summary>
internal sealed record Score(string Team, int Value, Instant At, Instant Arrived);
