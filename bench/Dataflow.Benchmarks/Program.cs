using Dataflow.Benchmarks;
using Dataflow.Benchmarks.Isolated;

if (args.Contains("--isolated"))
{
    return IsolatedRun.Run([.. args.Where(arg => arg != "--isolated")]);
}

return Arguments.Read(args, Console.Error) is { } arguments ? new BenchmarkRun(arguments, Workloads.All).Run() : 2;
