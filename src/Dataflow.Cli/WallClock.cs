namespace Dataflow.Cli;

/// <summary>The one place where the time of the machine comes in.</summary>
internal static class WallClock
{
#pragma warning disable RS0030 // Banned everywhere else.
    public static TimeProvider Live => TimeProvider.System;
#pragma warning restore RS0030
}
