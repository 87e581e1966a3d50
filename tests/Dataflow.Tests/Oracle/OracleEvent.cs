namespace Dataflow.Tests.Oracle;

/// <summary>An event of a random stream, times in ticks.</summary>
public sealed record OracleEvent(int Id, string Key, long Value, long Time, long? Arrival);
