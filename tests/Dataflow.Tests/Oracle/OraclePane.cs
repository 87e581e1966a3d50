using Dataflow.Panes;

namespace Dataflow.Tests.Oracle;

/// <summary>A pane as the oracle and the engine are compared by it: everything an output carries, times in ticks.</summary>
public sealed record OraclePane(
    string Key, string Ids, long Start, long End, long Timestamp, PaneTiming Timing, int Index, bool IsFirst, bool IsLast, long Clock, long Watermark);
