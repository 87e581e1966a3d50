using System.Reflection;
using Xunit.Runner.Common;
using Xunit.Sdk;
using Xunit.v3;

namespace Dataflow.Mutants;

/// <summary>The tests of some assemblies, which run in this process one at a time and as often as wanted.</summary>
internal sealed class TestPool
{
    private readonly List<(ITestFrameworkExecutor Executor, ITestCase Test)> tests = [];

    private TestPool()
    {
    }

    /// <summary>The names of the tests, by which they are known outside of this process.</summary>
    public IEnumerable<string> Names => tests.Select(test => $"{test.Test.TestClassName}.{test.Test.TestMethodName}");

    /// <summary>Looks for the tests in assemblies.</summary>
    public static async Task<TestPool> FindAsync(IEnumerable<Assembly> assemblies)
    {
        var pool = new TestPool();
        TestContext.SetForInitialization(null, false, false);
        foreach (var assembly in assemblies)
        {
            var framework = ExtensibilityPointFactory.GetTestFramework(assembly);
            var executor = framework.GetExecutor(assembly);
            var options = TestFrameworkOptions.ForDiscovery(new TestAssemblyConfiguration { PreEnumerateTheories = false });
            await framework.GetDiscoverer(assembly).Find(
                test =>
                {
                    pool.tests.Add((executor, test));
                    return new ValueTask<bool>(true);
                },
                options);
        }

        return pool;
    }

    /// <summary>Runs a test.</summary>
    /// <returns>What failed; null if nothing did.</returns>
    public async Task<string?> RunAsync(int index)
    {
        var (executor, test) = tests[index];
        var sink = new FailureSink();
        var options = TestFrameworkOptions.ForExecution(new TestAssemblyConfiguration { ParallelizeTestCollections = false, SynchronousMessageReporting = true });
        TestContext.SetForInitialization(null, false, false);
        await executor.RunTestCases([test], sink, options);
        return sink.Failure;
    }
}
