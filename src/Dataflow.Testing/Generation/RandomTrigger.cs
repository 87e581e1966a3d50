using Dataflow.Triggers;
using NodaTime;

namespace Dataflow.Testing.Generation;

/// <summary>Triggers of the whole grammar. <paramref name="span"/> gives spans of at least so many ticks.</summary>
internal sealed class RandomTrigger(Random random, Func<int, Duration> span, Func<int> count)
{
    public Trigger Next(int depth) => random.Next(depth > 0 ? 12 : 5) switch
    {
        0 => Trigger.Default,
        1 => random.Next(3) == 0 ? Trigger.Never : Trigger.Default,
        2 or 3 => Trigger.AfterCount(count()),
        4 => NextDelay(),
        5 => Trigger.AfterWatermark(NextOrNull(depth), NextOrNull(depth)),
        6 or 7 => Trigger.Repeatedly(Next(depth - 1)),
        8 => Trigger.AfterFirst(NextSeveral(depth)),
        9 => Trigger.AfterAll(NextSeveral(depth)),
        10 => Trigger.AfterEach(NextSeveral(depth)),
        _ => Trigger.OrFinally(Next(depth - 1), Next(depth - 1)),
    };

    private Trigger? NextOrNull(int depth) => random.Next(4) == 0 ? null : Next(depth - 1);

    private Trigger[] NextSeveral(int depth) => [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Next(depth - 1))];

    private Trigger NextDelay()
    {
        var align = random.Next(2) == 0 ? span(1) : (Duration?)null;
        var offset = align is { } period && random.Next(2) == 0 ? Duration.FromTicks(random.NextInt64(period.BclCompatibleTicks)) : (Duration?)null;
        return Trigger.AfterProcessingTime(random.Next(3) == 0 ? null : span(0), align, offset);
    }
}
