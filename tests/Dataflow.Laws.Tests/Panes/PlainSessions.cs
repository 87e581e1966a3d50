using Dataflow.Testing.Generation;
using Dataflow.Triggers;
using Dataflow.Windowing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Dataflow.Laws.Tests.Panes;

/// <summary>One grouping into sessions under the default trigger, of values whose order does not matter: what has a layout of its own.</summary>
internal static class PlainSessions
{
    private static readonly GeneratedAggregate[] Aggregates = [GeneratedAggregate.Count, GeneratedAggregate.Sum, GeneratedAggregate.Max];

    public static Arbitrary<PipelineCase> Cases() => Arb.MapFilter(PipelineCase.Arbitrary(1), WithSessions, input => GroupOf(input) is { Windowing: { Trigger: DefaultTrigger, WindowFn: SessionWindows } });

    /// <summary>Gaps and lengths that elements are about as far apart as, sessions that touch among them.</summary>
    public static SessionWindows Next(Random random)
    {
        var sessions = SessionWindows.WithGap(Duration.FromSeconds(random.Next(1, 12)));
        sessions = random.Next(2) == 0 ? sessions : sessions.Inclusive();
        return random.Next(3) > 0 ? sessions : sessions.WithMaxLength(sessions.Gap + Duration.FromSeconds(random.Next(20)));
    }

    private static GroupStep GroupOf(PipelineCase input) => input.Pipeline.Steps.OfType<GroupStep>().Single();

    private static PipelineCase WithSessions(PipelineCase input)
    {
        // A case that is made smaller stays what it is otherwise.
        var random = new Random(input.Schedule.BatchSize + (int)input.Stream.Elements.Sum(element => (long)element.Value.Value.Length));
        return input with { Pipeline = new([.. input.Pipeline.Steps.Select(step => step is GroupStep group ? WithSessions(group, random) : step)]) };
    }

    private static GroupStep WithSessions(GroupStep group, Random random)
    {
        var windowing = group.Windowing;
        var sessions = windowing.WindowFn as SessionWindows ?? Next(random);
        return group with
        {
            Aggregate = Aggregates[(int)group.Aggregate % Aggregates.Length],
            Windowing = windowing with
            {
                WindowFn = sessions,
                Trigger = Trigger.Default,
                AllowFinishingTrigger = false,
                TimestampCombiner = TimestampCombiner.EndOfWindow,
                AllowedLateness = random.Next(2) == 0 ? Duration.Zero : windowing.AllowedLateness,
            },
        };
    }
}
