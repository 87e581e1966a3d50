namespace Dataflow.Tests.Oracle;

/// <summary>A dropped element as the oracle and the engine are compared by it.</summary>
public sealed record OracleLate(int Id, long Start, long End, long Watermark);
