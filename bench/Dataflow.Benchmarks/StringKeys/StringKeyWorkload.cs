using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.StringKeys;

/// <summary>Sums by string key in fixed windows, of events that are objects.</summary>
public sealed class StringKeyWorkload : Workload<Reading, SensorSum>
{
    public StringKeyWorkload() => Rivals = [Baseline, Subject, new DictionaryLoop(FixedWindowQuery.Standard)];

    public override string Id => "W1s";

    public override string Name => "fixed 10 s, class events, string keys";

    public override Goal Goal { get; } = new("0.60", "0.85");

    public override IRival<Reading, SensorSum> Baseline { get; } = new HandWrittenLoop(FixedWindowQuery.Standard);

    public override IRival<Reading, SensorSum> Subject { get; } = new Engine(FixedWindowQuery.Standard);

    public override IReadOnlyList<IRival<Reading, SensorSum>> Rivals { get; }

    public override Reading[] Generate(int count) => ReadingStream.Of(EventStream.Standard.TakeShared(count), EventStream.Standard.Keys);

    public override Reading[] GenerateHard() => ReadingStream.WithOwnNames(EventStream.Hard.TakeSparse(200_000));
}
