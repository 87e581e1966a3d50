using System.Diagnostics;

namespace Dataflow.Mutants;

/// <summary>
/// Watches how much processor time a test takes. Time on the clock does not count, so that a busy or a halted machine changes nothing; but a process that does
/// nothing at all for some seconds waits for what will never come.
/// </summary>
internal sealed class Watchdog
{
    private const int TickMilliseconds = 50;
    private const int IdleTicks = 100;
    private const double IdleSeconds = 0.1;
    private const long HaltMilliseconds = 3000;
    private static readonly Process Me = Process.GetCurrentProcess();
    private readonly Lock gate = new();
    private readonly ActiveMutant mutant;
    private readonly Action isHanging;
    private double end = double.MaxValue;
    private double more;
    private int idle;
    private bool isOver;
    private long looked = Environment.TickCount64;

    /// <summary>Whether the process was halted since the last <see cref="Begin"/>: a test that waits for some seconds on the clock may have failed of it.</summary>
    public bool WasHalted { get; private set; }

    /// <summary>Begins to watch.</summary>
    /// <param name="mutant">Is put out of force when a test takes too long.</param>
    /// <param name="isHanging">Is called when that does not help, before this process is ended.</param>
    public Watchdog(ActiveMutant mutant, Action isHanging)
    {
        (this.mutant, this.isHanging) = (mutant, isHanging);
        new Thread(Watch) { IsBackground = true, Priority = ThreadPriority.Highest }.Start();
    }

    /// <summary>The processor time of this process, in seconds.</summary>
    public static double Now
    {
        get
        {
            Me.Refresh();
            return Me.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Begins to watch a test.</summary>
    /// <param name="seconds">How long it may take.</param>
    /// <param name="usual">How long it takes without a mutant, which it is given to end once it took too long.</param>
    public void Begin(double seconds, double usual)
    {
        lock (gate)
        {
            (end, idle) = (Now + seconds, 0);
            more = usual + 1;
            (isOver, WasHalted, looked) = (false, false, Environment.TickCount64);
        }
    }

    /// <summary>Ends it.</summary>
    /// <returns>Whether the test took longer than it may.</returns>
    public bool End()
    {
        lock (gate)
        {
            Look();
            end = double.MaxValue;
            return isOver;
        }
    }

    private void Look()
    {
        WasHalted |= Environment.TickCount64 - looked > HaltMilliseconds;
        looked = Environment.TickCount64;
    }

    // Many endless loops end as soon as the code is again as it was written; then the process goes on with the next mutant.
    private void Watch()
    {
        for (var since = 0.0; ; Thread.Sleep(TickMilliseconds))
        {
            lock (gate)
            {
                Look();
                var now = Now;
                (idle, since) = end < double.MaxValue && now - since < IdleSeconds ? (idle + 1, since) : (0, now);
                if (now > end || idle > IdleTicks)
                {
                    if (isOver || idle > IdleTicks)
                    {
                        isHanging();
                        Environment.Exit(1);
                    }

                    isOver = true;
                    end = now + more;
                    mutant.Set(ActiveMutant.None);
                }
            }
        }
    }
}
