using Dataflow.Combining;
using Dataflow.Engine.Sessions;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Sessions;

public sealed class OpenSessionsTests
{
    [Fact]
    public void Sessions_OfInts_AreThoseOfAModel() => Check(random => random.Next(random.Next(2) == 0 ? 10 : int.MaxValue));

    [Fact]
    public void Sessions_OfStrings_AreThoseOfAModel() => Check(random => random.Next(9) == 0 ? null : $"key {random.Next(300)}");

    [Fact]
    public void Sessions_OfKeysWhoseHashesCollide_AreThoseOfAModel() => Check(random => new Colliding(random.Next(150)));

    [Fact]
    public void Sessions_OfKeysWithFewHashes_AreThoseOfAModel() => Check(random => new Clustered(random.Next(200)));

    /// <summary>Arrays that others outgrew, or gave up, come with what these had in them.</summary>
    [Fact]
    public void LetGo_ManySessionsOfOthersBefore_NoneOfThemIsFound()
    {
        for (var round = 0; round < 3; round++)
        {
            var open = new OpenSessions<long, long>(new SessionRule(isInclusive: false, maxLength: null), gap: 5);
            for (var again = 0; again < 2; again++)
            {
                // Other keys than before, and fewer: so that a part of each array is not written.
                OpenAll(open, first: round * 10_000, count: 6000 - (1500 * round) - again, start: 1000 * (again + 1));
                var due = open.TakeDue((1000 * (again + 1)) + 5).ToArray();
                Assert.All(due, session => open.CloseDue(session.Place));
                open.LetGo();
                Assert.Equal(0, open.Count);
            }
        }

        static void OpenAll(OpenSessions<long, long> open, int first, int count, long start)
        {
            for (var i = 0; i < count; i++)
            {
                var key = first + i;
                ref var session = ref open[open.Open(key, OpenSessions<long, long>.HashOf(key), 0, 0, start, start + 5)];
                (session.Accumulator, session.Count, session.Sequence) = (i, 1, i);
            }

            Assert.Equal(count, open.Count);
            Assert.Equal(count, open.All.Count());
            open.CheckInvariants();
            for (var key = 0L; key < 30_000; key++)
            {
                var place = open.LatestOf(key, OpenSessions<long, long>.HashOf(key));
                Assert.Equal(key >= first && key < first + count, place != 0);
                Assert.True(place == 0 || open[place].Key == key);
            }
        }
    }

    /// <summary>Opens sessions a slot of ten ticks each, lets some grow or be merged into the next, and moves the watermark on.</summary>
    private static void Check<TKey>(Func<Random, TKey> nextKey) => Seeds.Each(40, random =>
    {
        var open = new OpenSessions<TKey, long>(new SessionRule(isInclusive: false, maxLength: null), gap: 5);
        var model = new Dictionary<(TKey Key, long Slot), (long End, long Sum)>();
        var (watermark, opened) = (0L, 0L);
        for (var i = random.Next(2000); i > 0; i--)
        {
            if (random.Next(10) == 0)
            {
                watermark += random.Next(60);
                foreach (var due in open.TakeDue(watermark).ToArray())
                {
                    var session = open[due.Place];
                    Assert.True(model.Remove((session.Key, session.Start / 10), out var expected));
                    Assert.Equal((session.End, session.Accumulator), expected);
                    Assert.True(expected.End <= watermark);
                    open.CloseDue(due.Place);
                }

                Assert.DoesNotContain(model.Values, session => session.End <= watermark);
            }

            var (key, slot) = (nextKey(random), (watermark / 10) + 1 + random.Next(5));
            var hash = OpenSessions<TKey, long>.HashOf(key);
            var (earlier, later) = (open.LatestOf(key, hash), 0);
            Assert.Equal(model.Keys.Any(session => Equals(session.Key, key)), earlier != 0);
            while (earlier != 0 && open[earlier].Start > slot * 10)
            {
                (earlier, later) = (open[earlier].Earlier, earlier);
            }

            if (earlier == 0 || open[earlier].Start != slot * 10)
            {
                ref var session = ref open[open.Open(key, hash, earlier, later, slot * 10, (slot * 10) + 5)];
                (session.Accumulator, session.Count, session.Sequence) = (i, 1, opened++);
                model.Add((key, slot), ((slot * 10) + 5, i));
            }
            else if (later != 0 && random.Next(2) == 0)
            {
                open[later].Accumulator += open[earlier].Accumulator;
                model[(key, open[later].Start / 10)] = (open[later].End, open[later].Accumulator);
                model.Remove((key, slot));
                open.CloseMerged(earlier);
            }
            else
            {
                open[earlier].End = (slot * 10) + 9;
                model[(key, slot)] = ((slot * 10) + 9, open[earlier].Accumulator);
            }

            Assert.Equal(model.Count, open.Count);
            if (random.Next(3) == 0)
            {
                var first = (watermark / 10) + 1;
                TKey[] keys = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(4) == 0 ? nextKey(random) : model.Keys.ElementAt(random.Next(model.Count)).Key)];
                Fold(open, model, keys, [.. keys.Select(_ => ((first + random.Next(5)) * 10) + random.Next(-1, 5))]);
            }
        }

        open.CheckInvariants();
        foreach (var due in open.TakeDue(long.MaxValue / 4).ToArray())
        {
            open.CloseDue(due.Place);
        }

        Assert.Equal(0, open.Count);
        open.CheckInvariants();
    });

    // Rows go into the latest session of their key, as long as they fall into it.
    private static void Fold<TKey>(OpenSessions<TKey, long> open, Dictionary<(TKey Key, long Slot), (long End, long Sum)> model, TKey[] keys, long[] times)
    {
        var values = times.Select(time => time * 3).ToArray();
        var folded = 0;
        var place = open.Fold<long, long, SumFn<long>>(keys, times, values, default, keys.Length, ref folded, out var hash);
        for (var row = 0; row <= folded && row < keys.Length; row++)
        {
            var latest = model.Keys.Where(session => Equals(session.Key, keys[row])).OrderBy(session => session.Slot).Cast<(TKey Key, long Slot)?>().LastOrDefault();
            var falls = latest is { } own && times[row] >= own.Slot * 10 && times[row] < model[own].End;
            Assert.Equal(row < folded, falls);
            if (falls)
            {
                var (end, sum) = model[latest!.Value];
                model[latest.Value] = (Math.Max(end, times[row] + 5), sum + values[row]);
                continue;
            }

            Assert.Equal(OpenSessions<TKey, long>.HashOf(keys[row]), hash);
            Assert.Equal(latest?.Slot * 10 ?? -1, place == 0 ? -1 : open[place].Start);
        }
    }

    [Fact]
    public void TakeDue_SessionsOfSeveralKeys_ComeByEndThenStartThenFirstElement()
    {
        var open = new OpenSessions<string, long>(new SessionRule(isInclusive: true, maxLength: null), gap: 5);
        void Open(string key, long start, long end, long sequence)
        {
            ref var session = ref open[open.Open(key, OpenSessions<string, long>.HashOf(key), 0, 0, start, end)];
            (session.Count, session.Sequence) = (1, sequence);
        }

        Open("d", 10, 30, 1);
        Open("c", 5, 30, 7);
        Open("b", 5, 30, 4);
        Open("a", 7, 20, 9);
        Open("e", 1, 31, 0);
        Assert.Equal(["a", "b", "c", "d"], open.TakeDue(31).ToArray().Select(due => open[due.Place].Key));
    }

    private readonly record struct Colliding(int Id)
    {
        public override int GetHashCode() => 42;
    }

    private readonly record struct Clustered(int Id)
    {
        public override int GetHashCode() => Id % 7;
    }
}
