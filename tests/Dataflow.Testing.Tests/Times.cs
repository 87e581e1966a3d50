using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Testing.Tests;

/// <summary>Times in seconds.</summary>
internal static class Times
{
    public static Instant At(double seconds) => Instant.FromUnixTimeMilliseconds((long)(seconds * 1000));

    public static Window Window(double start, double end) => new(At(start), At(end));
}
