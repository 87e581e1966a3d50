namespace Dataflow.Benchmarks.Measuring;

/// <summary>How much work goes into a measurement.</summary>
public sealed record Effort
{
    /// <summary>The measurement whose figures are written down.</summary>
    public static Effort Full { get; } = new() { Events = 10_000_000, Rounds = 7, WarmUpRounds = 3, RunLimit = TimeSpan.FromSeconds(5), Alone = TimeSpan.FromSeconds(20) };

    /// <summary>Does it work, and do the rivals agree? The figures are of one short run each, of code that the compiler has only begun with.</summary>
    public static Effort Quick { get; } = new() { Events = 100_000, Rounds = 1, WarmUpRounds = 0, RunLimit = TimeSpan.FromSeconds(0.4) };

    /// <summary>How many events a run takes, if it is fast enough.</summary>
    public required int Events { get; init; }

    /// <summary>How many times the rivals take turns.</summary>
    public required int Rounds { get; init; }

    public required int WarmUpRounds { get; init; }

    /// <summary>How long a run of the slowest may take; a workload that would take longer gets fewer events.</summary>
    public required TimeSpan RunLimit { get; init; }

    /// <summary>How long a subject is run by itself.</summary>
    public TimeSpan Alone { get; init; }

    public bool IsQuick => this == Quick;

    /// <summary>Is told what is being done.</summary>
    public static void Say(string text) => Console.Error.WriteLine($"  {text}");

    /// <summary>
    /// How many events, of <paramref name="all"/>, a run may take within the limit: more and more of them are tried, so that something that takes a
    /// thousand times as long as expected is known early.
    /// </summary>
    public int Fit(int all, Func<int, TimeSpan> timeOf)
    {
        // The first run is the compiler's.
        var count = Math.Min(100, all);
        timeOf(count);
        while (true)
        {
            var time = timeOf(count);
            var next = (int)Math.Min(count * 10L, all);
            if (count == all || time.TotalSeconds * next / count > RunLimit.TotalSeconds)
            {
                return count == all ? all : (int)Math.Clamp(count * RunLimit.TotalSeconds / time.TotalSeconds, count, all);
            }

            count = next;
        }
    }
}
