using Dataflow.Testing.Generation;
using Dataflow.Time;
using Dataflow.Triggers;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Dataflow.Laws.Tests.Triggers;

/// <summary>A trigger, and what happens to windows that have it.</summary>
/// <param name="Trigger">The trigger.</param>
/// <param name="IsMerging">Whether windows merge.</param>
/// <param name="Clock">Where the clock stands at first.</param>
/// <param name="Moves">What happens.</param>
internal sealed record TriggerCase(Trigger Trigger, bool IsMerging, long Clock, IReadOnlyList<TriggerMove> Moves)
{
    private static readonly Arbitrary<Trigger> Triggers = Generate.Triggers(Duration.FromTicks(4));

    public static Arbitrary<TriggerCase> Arbitrary()
    {
        var cases = from trigger in Triggers.Generator
                    from rest in Generate.From(random => Next(random, trigger)).Generator
                    select rest;
        return Arb.From(cases, Shrink);
    }

    public override string ToString() => $"{Trigger}{(IsMerging ? ", windows that merge" : "")}, from {EventTime.ToText(Clock)}: {string.Join("; ", Moves)}";

    private static TriggerCase Next(Random random, Trigger trigger)
    {
        var clock = random.Next(6) switch { 0 => EventTime.StartTicks, 1 => EventTime.EndTicks - random.Next(200), _ => random.Next(-200, 100) };
        var moves = Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(16) switch
        {
            0 or 1 => new TriggerMove(TriggerMoveKind.Open, random.Next(120), 0),
            < 9 => new TriggerMove(TriggerMoveKind.Elements, 1 + (random.Next(3) * random.Next(3)), random.Next(4)),
            < 12 => new TriggerMove(TriggerMoveKind.Clock, random.Next(50), 0),
            < 14 => new TriggerMove(TriggerMoveKind.Watermark, random.Next(50), 0),
            _ => new TriggerMove(TriggerMoveKind.Merge, random.Next(1, 4), random.Next(8)),
        });
        return new TriggerCase(trigger, random.Next(2) == 0, clock, [new TriggerMove(TriggerMoveKind.Open, random.Next(120), 0), .. moves]);
    }

    private static IEnumerable<TriggerCase> Shrink(TriggerCase input)
    {
        for (var i = 0; i < input.Moves.Count; i++)
        {
            yield return input with { Moves = [.. input.Moves.Where((_, at) => at != i)] };
        }

        foreach (var simpler in Triggers.Shrinker(input.Trigger))
        {
            yield return input with { Trigger = simpler };
        }

        for (var i = 0; i < input.Moves.Count; i++)
        {
            var move = input.Moves[i];
            foreach (var less in new[] { move with { Number = move.Number / 2 }, move with { Number = move.Number - 1 }, move with { At = 0 } }.Where(less => less != move && less.Number >= 0))
            {
                yield return input with { Moves = [.. input.Moves.Select((other, at) => at == i ? less : other)] };
            }
        }

        if (input.Clock != 0)
        {
            yield return input with { Clock = 0 };
        }
    }
}
