using Dataflow.Windowing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Dataflow.Tests.Oracle;

/// <summary>Random streams: disorder, duplicates, bursts and gaps, equal, negative and extreme times; small windows, so that corners are hit.</summary>
public static class OracleCases
{
    private static readonly long First = Instant.MinValue.ToUnixTimeTicks();
    private static readonly long Last = Instant.MaxValue.ToUnixTimeTicks();

    private static Gen<long> Times => Gen.Frequency(
        (12, Gen.Choose(-60, 120).Select(t => (long)t)),
        (2, Gen.Choose(0, 10).Select(t => t * 1000L)),
        (1, Gen.Choose(0, 25).Select(t => First + t)),
        (1, Gen.Choose(0, 25).Select(t => Last - t)));

    private static Gen<OracleEvent> Events =>
        from key in Gen.Elements("a", "b", "c", "d", "e")
        from value in Gen.Choose(-5, 5)
        from time in Times
        from arrival in Gen.Choose(0, 500)
        select new OracleEvent(0, key, value, time, arrival);

    public static Arbitrary<OracleCase> Arbitrary => Arb.From(Cases, Shrink);

    private static Gen<OracleCase> Cases =>
        from count in Gen.Choose(0, 60)
        from events in Events.ListOf(count)
        from hasArrivals in Gen.Elements(true, false)
        from size in Gen.Frequency((6, Gen.Choose(1, 40).Select(s => (long?)s)), (1, Gen.Constant<long?>(null)))
        from offset in Gen.Choose(0, 39)
        from lateness in Gen.Frequency((2, Gen.Constant(0)), (3, Gen.Choose(1, 100)))
        from delay in Gen.Frequency((4, Gen.Choose(0, 60).Select(d => (long?)d)), (1, Gen.Constant<long?>(null)))
        from combiner in Gen.Elements(TimestampCombiner.EndOfWindow, TimestampCombiner.Earliest, TimestampCombiner.Latest)
        select new OracleCase(
            [.. events.Select((e, i) => e with { Id = i, Arrival = hasArrivals ? e.Arrival : null })],
            size, size is null ? 0 : offset % size.Value, lateness, delay, combiner);

    private static IEnumerable<OracleCase> Shrink(OracleCase input)
    {
        for (var length = input.Events.Count / 2; length >= 1; length /= 2)
        {
            for (var start = 0; start + length <= input.Events.Count; start += length)
            {
                yield return input with { Events = [.. input.Events.Take(start), .. input.Events.Skip(start + length)] };
            }
        }
    }
}
