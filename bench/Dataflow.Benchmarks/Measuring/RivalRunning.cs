using System.Diagnostics;

namespace Dataflow.Benchmarks.Measuring;

public static class RivalRunning
{
    private const int RunsARound = 35;

    /// <summary>Few enough events to run often, enough that most of them meet keys that are already there.</summary>
    private const int SampleCount = 100_000;

    private static readonly TimeSpan RoundLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs the query once into a tally of its own.</summary>
    public static Outcome Run<TEvent, TResult>(this IRival<TEvent, TResult> rival, TEvent[] events)
        where TResult : IFingerprinted
    {
        var tally = new Tally<TResult>();
        return tally.Outcome(rival.Run(events, tally.Add));
    }

    /// <summary>Runs the query until the compiler has given all of it its last tier.</summary>
    /// <remarks>
    /// A method moves up after 30 calls and again after 30 instrumented ones, in the background and not while new code is still
    /// being compiled. A loop that is called a few times on ten million events would stay in its on-stack replacement.
    /// </remarks>
    public static void WarmUp<TEvent, TResult>(this IRival<TEvent, TResult> rival, TEvent[] events, Effort effort)
        where TResult : IFingerprinted
    {
        var sample = events.AsSpan(0, Math.Min(SampleCount, events.Length)).ToArray();
        for (var round = 0; round < effort.WarmUpRounds; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var run = 0; run < RunsARound && watch.Elapsed < RoundLimit; run++)
            {
                rival.Run(sample);
            }

            Thread.Sleep(CompilerPause);
        }
    }
}
