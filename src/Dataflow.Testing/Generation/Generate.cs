using Dataflow.Triggers;
using Dataflow.Windowing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Dataflow.Testing.Generation;

/// <summary>
/// What properties of pipelines are tried on, for FsCheck: streams, windowings and pipelines that reach the corners. Each comes with a way to make it smaller
/// once it breaks a property. Give them to <see cref="Properties"/>, or to FsCheck itself.
/// </summary>
public static class Generate
{
    private static readonly Duration Second = Duration.FromSeconds(1);

    /// <summary>
    /// Streams of values: out of order, with duplicates, bursts, gaps, equal times, times before the epoch and at the ends of time, under all ways for the watermark and the
    /// clock to move.
    /// </summary>
    public static Arbitrary<EventStream<T>> Streams<T>(Arbitrary<T> values, StreamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var chosen = options ?? new StreamOptions();
        var streams = from size in Gen.Sized(Gen.Constant)
                      from count in Gen.Choose(0, Math.Max(1, chosen.MaxElements * Math.Min(size, 100) / 100))
                      from elements in values.Generator.ListOf(count)
                      from seed in Gen.Choose(0, int.MaxValue - 1)
                      select new EventStream<T>(new StreamBuilder<T>(new Random(seed), chosen).Build(elements));
        return Arb.From(streams, stream => StreamShrinking.Shrink(stream, values.Shrinker));
    }

    /// <summary>Streams of small numbers under a few keys.</summary>
    public static Arbitrary<EventStream<KV<string, int>>> Streams(StreamOptions? options = null) => Streams(KeyedNumbers(), options);

    /// <summary>Numbers from -9 to 9 under keys from <c>a</c> to <c>e</c>.</summary>
    public static Arbitrary<KV<string, int>> KeyedNumbers() => Arb.From(
        Gen.Choose(0, (5 * 19) - 1).Select(both => KV.Of(((char)('a' + (both % 5))).ToString(), (both / 5) - 9)),
        pair => ((IEnumerable<KV<string, int>>)[KV.Of("a", pair.Value), KV.Of(pair.Key, 1), KV.Of(pair.Key, 0)]).Where(simpler => simpler != pair && (simpler.Value >= pair.Value || pair.Value > 1)));

    /// <summary>Triggers of the whole grammar, with small counts and spans of a few units.</summary>
    /// <param name="unit">The unit, 1 s by default.</param>
    public static Arbitrary<Trigger> Triggers(Duration? unit = null) => From(
        random => RandomWindowing.Small(random, unit ?? Second).NextTrigger(), WindowingShrinking.Shrink);

    /// <summary>Window functions that have a text, with spans of a few units.</summary>
    /// <param name="unit">The unit, 1 s by default.</param>
    public static Arbitrary<WindowFn> WindowFns(Duration? unit = null) => From(
        random => RandomWindowing.Small(random, unit ?? Second).NextWindowFn(), WindowingShrinking.Shrink);

    /// <summary>Windowings over the whole grammar, with spans of a few units, that a grouping takes; those whose trigger can finish allow it.</summary>
    /// <param name="unit">The unit, 1 s by default.</param>
    public static Arbitrary<WindowingStrategy> Windowings(Duration? unit = null) => From(
        random => RandomWindowing.Small(random, unit ?? Second).Next(), WindowingShrinking.Shrink);

    /// <summary>Windowings over the whole grammar with settings of every size that has a text: to print and to parse rather than to run.</summary>
    public static Arbitrary<WindowingStrategy> WindowingsOfAnySize() => From(random => RandomWindowing.OfAnySize(random).Next(), WindowingShrinking.Shrink);

    /// <summary>Pipelines of one to three groupings, with steps for each element between them, that are not refused when they are built.</summary>
    /// <param name="maxGroupings">How many groupings at most, from 1; 3 by default.</param>
    /// <param name="unit">The unit of spans, 1 s by default.</param>
    public static Arbitrary<GeneratedPipeline> Pipelines(int maxGroupings = 3, Duration? unit = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxGroupings, 1);
        return From(random => new RandomPipeline(random, unit ?? Second).Next(maxGroupings), RandomPipeline.Shrink);
    }

    /// <summary>Generates by a random number generator, which is much faster than composing generators.</summary>
    /// <param name="next">Makes a value; the same for the same state of the generator.</param>
    /// <param name="shrink">Gives smaller values than one, the smallest first; none if it is null.</param>
    public static Arbitrary<T> From<T>(Func<Random, T> next, Func<T, IEnumerable<T>>? shrink = null)
    {
        ArgumentNullException.ThrowIfNull(next);
        return Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(seed => next(new Random(seed))), shrink ?? (_ => []));
    }
}
