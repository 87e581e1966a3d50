using Dataflow.Combining;
using Dataflow.Sources;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Running;

/// <summary>What an event allocates when all is warm: nothing, for each layout. What a run allocates once is in a short run and in a long one, and does not count.</summary>
public sealed class AllocationTests
{
    // The second half of the stream is the first again, later, so that nothing has to grow in it: whole batches, and whole windows.
    private const int Short = 50 * 4096;
    private const double MostBytesAnEvent = 0.1;
#if DEBUG
    private const bool ChecksInvariants = true;
#else
    private const bool ChecksInvariants = false;
#endif

    private static readonly Event[] Events = Make();
    private static readonly NamedEvent[] NamedEvents = [.. Events.Select(e => new NamedEvent(e.Ticks, $"key {e.Key}", e.Value))];

    public static TheoryData<string> Windowings => new(
        "window fixed 128ms",
        "window fixed 128ms, lateness 64ms, accumulation discarding",
        "window sliding 256ms every 64ms",
        "window session 20ms",
        "window fixed 128ms, trigger AfterWatermark(early: AfterCount(10), late: AfterCount(1)), accumulation accumulating",
        "window fixed 128ms, trigger AfterWatermark(early: AfterCount(10), late: AfterCount(1)), accumulation retracting",
        "window fixed 128ms, trigger AfterWatermark(early: AfterProcessingTime(delay: 10ms), late: Never), accumulation accumulating",
        "window fixed 128ms, trigger AfterWatermark(early: AfterProcessingTime(delay: 10ms)), accumulation accumulating",
        "window fixed 128ms, trigger AfterWatermark(early: AfterProcessingTime(align: 10ms), late: AfterCount(1)), accumulation discarding, lateness 64ms");

    [Theory]
    [MemberData(nameof(Windowings))]
    public void Event_OnceAllIsWarm_AllocatesNothing(string windowing) =>
        AssertFlat(Events, Timestamps.FromUnixTicks((Event e) => e.Ticks), e => e.Key, e => e.Value, WindowingStrategy.Parse(windowing));

    [Fact]
    public void EventWithAStringKey_OnceAllIsWarm_AllocatesNothing() =>
        AssertFlat(NamedEvents, Timestamps.FromUnixTicks((NamedEvent e) => e.Ticks), e => e.Name, e => e.Value, WindowingStrategy.Parse("window fixed 128ms"));

    [Fact]
    public void EventThatAlternatesBetweenTwoMonths_OnceAllIsWarm_AllocatesNothing() =>
        AssertFlatByMonth(i => i < 3 * 4096 ? (2, i % 2) : (3, i % 2));

    [Fact]
    public void EventThatAlternatesBetweenThreeMonths_OnceAllIsWarm_AllocatesNothing() =>
        AssertFlatByMonth(i => (2 + (i / 2 % 2), i % 2));

    /// <summary>Behind others that came to their end, a run with many keys takes what one with few takes: its batches, and little besides.</summary>
    /// <remarks>
    /// Not if the garbage collector looks through all memory between two runs, which it may do whenever it likes: so the least counts. The figures lie between what a run was
    /// seen to take, lists of sessions that are due above all, and what it takes if one of the layout's parts does not return its arrays.
    /// </remarks>
    [Theory]
    [InlineData("window fixed 128ms", 500_000)]
    [InlineData("window sliding 10s every 64ms", 1_700_000)]
    [InlineData("window session 2s", 4_300_000)]
    [InlineData("window fixed 1s, trigger AfterWatermark(early: AfterProcessingTime(delay: 10ms)), accumulation accumulating", 800_000)]
    public void Run_BehindOthers_TakesItsStateFromThem(string windowing, long most)
    {
        Assert.SkipWhen(ChecksInvariants, "What a debug build checks allocates.");
        Assert.InRange(LeastBytes(20_000) - LeastBytes(10), long.MinValue, most);

        long LeastBytes(int keys)
        {
            Event[] events = [.. Enumerable.Range(0, 100_000).Select(i => new Event(100L * i, i % keys, i))];
            return Enumerable.Range(0, 10)
                .Min(_ => Allocated(events, Timestamps.FromUnixTicks((Event e) => e.Ticks), e => e.Key, e => e.Value, WindowingStrategy.Parse(windowing), 100_000, Duration.FromMilliseconds(5)));
        }
    }

    // Each event is just before, or at, the beginning of a month; months are of different lengths, and all are open.
    private static void AssertFlatByMonth(Func<int, (int Month, int Ticks)> place)
    {
        Event[] events = [.. Enumerable.Range(0, 2 * Short).Select(i => new Event(Instant.FromUtc(2024, place(i).Month, 1, 0, 0).ToUnixTimeTicks() + place(i).Ticks - 1, i % 100, i))];
        AssertFlat(events, Timestamps.FromUnixTicks((Event e) => e.Ticks), e => e.Key, e => e.Value, CalendarWindows.Months(), mostAPane: 10_000, Duration.FromDays(100));
    }

    private static void AssertFlat<T, TKey>(T[] events, TimestampFn<T> time, Func<T, TKey> key, Func<T, long> value, WindowingStrategy windowing, int mostAPane = 100, Duration? delay = null)
    {
        Assert.SkipWhen(ChecksInvariants, "What a debug build checks allocates.");
        var few = events[..Short];
        Bytes(events);

        // What is pooled may be taken by another test, or given up, between two runs.
        var bytes = Enumerable.Range(0, 5).Min(_ => Math.Max(0, Bytes(events) - Bytes(few)) / (double)(events.Length - few.Length));
        Assert.True(bytes <= MostBytesAnEvent, $"An event allocates {bytes} bytes.");

        long Bytes(T[] some) => Allocated(some, time, key, value, windowing, mostAPane, delay ?? Duration.FromMilliseconds(5));
    }

    private static long Allocated<T, TKey>(T[] events, TimestampFn<T> time, Func<T, TKey> key, Func<T, long> value, WindowingStrategy windowing, int mostAPane, Duration delay)
    {
        var panes = 0;
        var pipeline = Pipeline.Build(p => p.Create(events, time, WatermarkPolicy.Bounded(delay))
            .WindowInto(windowing)
            .CombinePerKey(key, value, Combine.Sum<long>())
            .ForEachPane(_ => panes++));
        var thread = Environment.CurrentManagedThreadId;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var run = pipeline.RunAsync();
        Assert.True(run.IsCompletedSuccessfully && thread == Environment.CurrentManagedThreadId, "The run went on elsewhere, where its bytes are not counted.");
        Assert.True(panes > events.Length / mostAPane);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Event[] Make()
    {
        var random = new Random(7);
        var events = Enumerable.Range(0, Short).Select(i => new Event((100L * i) - random.Next(50_000), random.Next(500), random.Next(100))).ToArray();
        return [.. events, .. events.Select(e => e with { Ticks = e.Ticks + (100L * Short) })];
    }

    private readonly record struct Event(long Ticks, int Key, long Value);

    private sealed record NamedEvent(long Ticks, string Name, long Value);
}
