using Dataflow.Testing.Generation;
using Dataflow.Time;
using Dataflow.Windowing;
using FsCheck;
using NodaTime;

namespace Dataflow.Laws.Tests.Windows;

/// <summary>Windows of elements of one key, each with a gap of its own, and a seed for the order in which they merge.</summary>
internal sealed record SessionCase(SessionWindows Sessions, IReadOnlyList<(long Time, long Gap)> Elements, int Seed)
{
    public IEnumerable<Window> Windows => Elements.Select(element => Sessions.Rule.Assign(element.Time, element.Gap)).Distinct();

    public static Arbitrary<SessionCase> Arbitrary() => Generate.From(Next, Shrink);

    /// <summary>What windows become by the library's merging.</summary>
    public HashSet<Window> Merge(IEnumerable<Window> windows)
    {
        var merger = new WindowMerger(windows.Distinct());
        ((IMergingWindows)Sessions).MergeWindows(merger);
        merger.Check();
        return [.. merger.Windows.Select(merger.ResultOf)];
    }

    public override string ToString() =>
        $"{Sessions} of {string.Join(", ", Elements.Select(element => $"{EventTime.ToText(element.Time)} for {Duration.FromTicks(element.Gap)}"))}, merged by the seed {Seed}";

    private static SessionCase Next(Random random)
    {
        var gap = random.Next(1, 12);
        var sessions = SessionWindows.WithGap(Duration.FromTicks(gap));
        sessions = random.Next(2) == 0 ? sessions : sessions.Inclusive();
        sessions = random.Next(2) == 0 ? sessions : sessions.WithMaxLength(Duration.FromTicks(gap + random.Next(40)));
        var byElement = random.Next(2) == 0;
        var origin = random.Next(5) switch { 0 => EventTime.StartTicks + 200, 1 => EventTime.EndTicks - 100, _ => 0 };
        var elements = Enumerable.Range(0, random.Next(30)).Select(_ => (EventTime.Add(origin, random.Next(-200, 100)), byElement ? random.Next(1, 30) : (long)gap));
        return new SessionCase(sessions, [.. elements], random.Next());
    }

    private static IEnumerable<SessionCase> Shrink(SessionCase input)
    {
        for (var i = 0; i < input.Elements.Count; i++)
        {
            yield return input with { Elements = [.. input.Elements.Where((_, at) => at != i)] };
        }

        foreach (var simpler in Generate.WindowFns().Shrinker(input.Sessions).OfType<SessionWindows>())
        {
            yield return input with { Sessions = simpler };
        }

        foreach (var seed in Enumerable.Range(0, 5).Where(seed => seed < input.Seed))
        {
            yield return input with { Seed = seed };
        }
    }
}
