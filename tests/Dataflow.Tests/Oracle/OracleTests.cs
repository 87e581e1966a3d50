using Dataflow.Running;
using FsCheck;
using FsCheck.Fluent;

namespace Dataflow.Tests.Oracle;

public sealed class OracleTests
{
    /// <summary>How many streams a long run tries for each schedule: <c>DATAFLOW_CASES</c>.</summary>
    private static int? Cases => int.TryParse(Environment.GetEnvironmentVariable("DATAFLOW_CASES"), out var cases) ? cases : null;

    public static TheoryData<int, int> Schedules => new()
    {
        { 1, 1 }, { 7, 1 }, { 4096, 1 }, { 1, 2 }, { 7, 2 }, { 4096, 2 }, { 7, 3 }, { 4096, 3 },
    };

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Oracle_DefaultTrigger_EveryPaneAndLateElementInOrder(int batchSize, int parallelism)
    {
        var options = new RunOptions { BatchSize = batchSize, Parallelism = parallelism };
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Cases ?? (parallelism == 1 ? 500 : 60)),
            Prop.ForAll(OracleCases.Arbitrary, input =>
            {
                var expected = new Specification(input);
                var actual = EngineRun.Of(input, options);
                Assert.Equal(expected.Panes, actual.Panes);
                Assert.Equal(expected.Late, actual.Late);
                var step = actual.Result["Lists"];
                Assert.Equal(input.Events.Count, step.In);
                Assert.Equal(step.In, step.InPanes + step.Late);
                Assert.Equal(expected.Late.Count, step.Late);
            }));
    }
}
