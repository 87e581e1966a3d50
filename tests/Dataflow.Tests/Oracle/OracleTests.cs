using Dataflow.Running;
using FsCheck;
using FsCheck.Fluent;

namespace Dataflow.Tests.Oracle;

public sealed class OracleTests
{
    /// <summary>How many streams a long run tries for each schedule: <c>DATAFLOW_CASES</c>.</summary>
    private static int? Cases => int.TryParse(Environment.GetEnvironmentVariable("DATAFLOW_CASES"), out var cases) ? cases : null;

    public static TheoryData<int, int, bool> Schedules => new()
    {
        { 1, 1, false }, { 7, 1, false }, { 4096, 1, false }, { 1, 2, false }, { 7, 2, false }, { 4096, 2, false }, { 7, 3, false }, { 4096, 3, false },
        { 1, 1, true }, { 7, 1, true }, { 4096, 1, true }, { 1, 2, true }, { 7, 2, true }, { 4096, 2, true }, { 7, 3, true }, { 4096, 3, true },
    };

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Oracle_DefaultTrigger_EveryPaneAndLateElementInOrder(int batchSize, int parallelism, bool general)
    {
        var options = new RunOptions { BatchSize = batchSize, Parallelism = parallelism, GeneralLayout = general };
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
