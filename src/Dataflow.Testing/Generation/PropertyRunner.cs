using System.Text;
using FsCheck;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace Dataflow.Testing.Generation;

/// <summary>Takes down what FsCheck finds.</summary>
internal sealed class PropertyRunner<T> : IRunner
{
    public int Tests { get; private set; }

    public PropertyFailedException? Failure { get; private set; }

    public void OnStartFixture(Type t)
    {
    }

    public void OnArguments(int ntest, FSharpList<object> args, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
    {
    }

    public void OnShrink(FSharpList<object> args, FSharpFunc<FSharpList<object>, string> everyShrink)
    {
    }

    public void OnFinished(string name, TestResult result)
    {
        switch (result)
        {
            case TestResult.Passed passed:
                Tests = passed.Item1.NumberOfTests;
                break;
            case TestResult.Failed failed:
                var cause = failed.Item4 is Outcome.Failed outcome ? outcome.Item : null;
                var seed = $"{failed.Item6.Seed},{failed.Item6.Gamma},{failed.Item7}";
                Failure = new PropertyFailedException(Describe(failed.Item1, failed.Item3.Head, cause, seed), seed, cause);
                break;
            case TestResult.Exhausted exhausted:
                throw new InvalidOperationException(
                    $"The property was tried on {exhausted.Item.NumberOfTests} cases, since it discarded too many others. Generate cases that it holds for, instead of discarding the rest.");
        }
    }

    private static string Describe(TestData data, object smallest, Exception? cause, string seed) => new StringBuilder()
        .AppendLine($"The property does not hold for case {data.NumberOfTests}, made smaller in {data.NumberOfShrinks} steps:")
        .AppendLine($"{smallest}")
        .AppendLine()
        .AppendLine(cause?.Message ?? "It is false.")
        .AppendLine()
        .Append($"To try it again: DATAFLOW_SEED={seed}")
        .ToString();
}
