using Dataflow.Triggers;
using NodaTime;

namespace Dataflow.Model.Tests.Triggers;

/// <summary>Triggers of every kind with settings of every size.</summary>
internal static class RandomTriggers
{
    public static Trigger Next(Random random, int depth = 4)
    {
        Trigger Inner() => Next(random, depth - 1);
        Trigger? InnerOrNull() => random.Next(2) == 0 ? null : Inner();
        Trigger[] Several() => [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => Inner())];
        return random.Next(depth > 0 ? 10 : 4) switch
        {
            0 => Trigger.Default,
            1 => Trigger.Never,
            2 => Trigger.AfterCount(1 + (random.Next() >> random.Next(31))),
            3 => RandomDelay(random),
            4 => Trigger.AfterWatermark(InnerOrNull(), InnerOrNull()),
            5 => Trigger.Repeatedly(Inner()),
            6 => Trigger.AfterFirst(Several()),
            7 => Trigger.AfterAll(Several()),
            8 => Trigger.AfterEach(Several()),
            _ => Trigger.OrFinally(Inner(), Inner()),
        };
    }

    private static Trigger RandomDelay(Random random)
    {
        var align = SpanOrNull(random, 1);
        var offset = align is { } span && random.Next(2) == 0 ? Duration.FromTicks(random.NextInt64(span.BclCompatibleTicks)) : (Duration?)null;
        return Trigger.AfterProcessingTime(SpanOrNull(random, 0), align, offset);
    }

    private static Duration? SpanOrNull(Random random, long least) =>
        random.Next(2) == 0 ? null : Duration.FromTicks(least + random.NextInt64(5_000_000_000_000_000_000 >> random.Next(63)));
}
