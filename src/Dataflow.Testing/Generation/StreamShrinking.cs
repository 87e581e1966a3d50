using NodaTime;

namespace Dataflow.Testing.Generation;

/// <summary>Smaller streams than one that breaks a law: with fewer steps, then with simpler ones.</summary>
internal static class StreamShrinking
{
    public static IEnumerable<EventStream<T>> Shrink<T>(EventStream<T> stream, Func<T, IEnumerable<T>> shrinkValue) =>
        WithoutParts(stream.Steps).Concat(Simpler(stream.Steps, shrinkValue)).Select(stream.WithSteps);

    // Halves first, then ever smaller parts, so that a long stream takes few tries.
    private static IEnumerable<IEnumerable<StreamStep<T>>> WithoutParts<T>(IReadOnlyList<StreamStep<T>> steps)
    {
        for (var length = (steps.Count + 1) / 2; length >= 1; length /= 2)
        {
            for (var start = 0; start < steps.Count; start += length)
            {
                yield return steps.Take(start).Concat(steps.Skip(start + length));
            }
        }
    }

    private static IEnumerable<IEnumerable<StreamStep<T>>> Simpler<T>(IReadOnlyList<StreamStep<T>> steps, Func<T, IEnumerable<T>> shrinkValue)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            var times = Times(step.Time).Select(time => step with { Time = time });
            foreach (var simpler in step.IsElement ? shrinkValue(step.Value).Select(value => step with { Value = value }).Concat(times) : times)
            {
                yield return steps.Select((other, at) => at == i ? simpler : other);
            }
        }
    }

    // The epoch, whole seconds, and half as far from the epoch.
    private static IEnumerable<Instant> Times(Instant time)
    {
        var ticks = TickTime.Of(time);
        var seconds = ticks / NodaConstants.TicksPerSecond;
        foreach (var simpler in new[] { 0, seconds * NodaConstants.TicksPerSecond, seconds / 2 * NodaConstants.TicksPerSecond, (seconds - Math.Sign(seconds)) * NodaConstants.TicksPerSecond })
        {
            if (Int128.Abs(simpler) < Int128.Abs(ticks))
            {
                yield return TickTime.At(simpler);
            }
        }
    }
}
