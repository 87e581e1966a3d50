namespace Dataflow.Benchmarks.Measuring;

/// <summary>What the engine must reach of its rival's events a second, and what it should.</summary>
public sealed record Goal(string Target, string Aim);
