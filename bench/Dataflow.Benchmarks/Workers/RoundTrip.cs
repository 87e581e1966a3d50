using System.Diagnostics;

namespace Dataflow.Benchmarks.Workers;

/// <summary>
/// How long a word takes from one thread to another and back: how far apart the two processors are on which they run. Virtual ones may be parts of one chip at one time and of two at another.
/// </summary>
internal static class RoundTrip
{
    private const int Here = 0;
    private const int There = 1;
    private const int Over = 2;
    private const int Trips = 1000;

    // In the middle, so that nothing else is in the lines that it may share.
    private const int Place = 32;
    private const int SpinsBeforeYield = 10_000;

    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(50);

    /// <summary>The time of a trip, in nanoseconds, on average.</summary>
    public static double Nanoseconds()
    {
        var word = new int[2 * Place];
        var other = new Thread(() => SendBack(word)) { IsBackground = true };
        other.Start();
        Send(word);
        var watch = Stopwatch.StartNew();
        var trips = 0;
        for (; watch.Elapsed < Length; trips += Trips)
        {
            Send(word);
        }

        var time = watch.Elapsed.TotalNanoseconds / trips;
        Volatile.Write(ref word[Place], Over);
        other.Join();
        return time;
    }

    private static void Send(int[] word)
    {
        for (var trip = 0; trip < Trips; trip++)
        {
            Volatile.Write(ref word[Place], There);
            WaitWhile(word, There);
        }
    }

    private static void SendBack(int[] word)
    {
        for (var what = WaitWhile(word, Here); what != Over; what = WaitWhile(word, Here))
        {
            Volatile.Write(ref word[Place], Here);
        }
    }

    private static int WaitWhile(int[] word, int what)
    {
        for (var spins = 1; ; spins++)
        {
            if (Volatile.Read(ref word[Place]) is var now && now != what)
            {
                return now;
            }

            if (spins % SpinsBeforeYield == 0)
            {
                Thread.Yield();
            }
        }
    }
}
