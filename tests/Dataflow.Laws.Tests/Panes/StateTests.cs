using Dataflow.Planning;
using Dataflow.Running;
using Dataflow.Sources;
using Dataflow.Testing.Generation;
using Dataflow.Watermarks;
using FsCheck;

namespace Dataflow.Laws.Tests.Panes;

public sealed class StateTests
{
    [Fact]
    public void State_AfterEachStep_IsWhatTheSpecificationHolds() => Check("state", PipelineCase.Arbitrary());

    [Fact]
    public void State_OfSessionsAfterEachStep_IsWhatTheSpecificationHolds() => Check("state, sessions", PlainSessions.Cases());

    [Fact]
    public void State_OfEarlyPanesAfterEachStep_IsWhatTheSpecificationHolds() => Check("state, early panes by the clock", EarlyPanes.Cases());

    private static void Check(string name, Arbitrary<PipelineCase> cases) => Law.Check(name, cases, input =>
    {
        var stream = input.Stream.WithWatermark(WatermarkPolicy.Recorded);
        var states = StatesOf(stream, input.Pipeline, input.Schedule with { BatchSize = 1, Parallelism = 1 });
        var expected = ReferenceRun.OpenGroupsOf(stream, input.Pipeline).ToList();
        Assert.Equal(expected.Count, states.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.True(expected[i].SequenceEqual(states[i].Select(state => state.Cells)), $"After step {i} there should be {string.Join(", ", expected[i])} cells, but there are {string.Join(", ", states[i])}.");
            Assert.All(states[i], state => Assert.InRange(state.Timers, Math.Min(1, state.Cells), 3 * state.Cells));
            Assert.All(states[i], state => Assert.InRange(state.Windows, Math.Min(1, state.Cells), state.Cells));
        }

        Assert.All(states[^1], state => Assert.Equal((0, 0, 0), state));
        return stream.Elements.Count();
    });

    private static List<IReadOnlyList<(int Windows, int Cells, int Timers)>> StatesOf(EventStream<KV<string, string>> stream, GeneratedPipeline pipeline, Schedule schedule)
    {
        var states = new List<IReadOnlyList<(int, int, int)>>();
        Plan? plan = null;
        var source = new SteppedSource(stream, () => states.Add(StateOf(plan!)));
        plan = PlanCompiler.Compile(Pipeline.Build(p => pipeline.Apply(p.Read(source)).ForEachPane(_ => { })), schedule.Options);
        var run = new Run(plan, schedule.Options);
        run.RunAsync(CancellationToken.None).GetAwaiter().GetResult();
        states.Add(StateOf(plan));
        run.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return states;
    }

    private static IReadOnlyList<(int Windows, int Cells, int Timers)> StateOf(Plan plan) =>
        [.. plan.Stateful.OrderBy(step => step.Name, StringComparer.Ordinal).Select(step => (step.OpenWindowCount, step.CellCount, step.TimerCount))];

    /// <summary>Gives one step at a time, and tells before each, and at the end, that all before it have had their consequences.</summary>
    private sealed class SteppedSource(EventStream<KV<string, string>> stream, Action look) : Source<KV<string, string>>
    {
        public override WatermarkPolicy Watermark => WatermarkPolicy.Recorded;

        public override SourceReader<KV<string, string>> Open() => new Reader(stream, look);

        public override string ToString() => "a stream, step by step";

        private sealed class Reader(EventStream<KV<string, string>> stream, Action look) : SourceReader<KV<string, string>>
        {
            private int next;

            public override async ValueTask<bool> ReadAsync(SourceBatch<KV<string, string>> batch, CancellationToken cancellationToken)
            {
                look();
                if (next == stream.Steps.Count)
                {
                    return false;
                }

                await using var step = stream.WithSteps([stream.Steps[next++]]).Open();
                await step.ReadAsync(batch, cancellationToken);
                return true;
            }
        }
    }
}
