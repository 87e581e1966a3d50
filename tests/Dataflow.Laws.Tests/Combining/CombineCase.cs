using Dataflow.Testing.Generation;
using FsCheck;

namespace Dataflow.Laws.Tests.Combining;

/// <summary>A combine function, its inputs as numbers, and a seed for how they are parted.</summary>
internal sealed record CombineCase(string Name, ICombineSubject Subject, IReadOnlyList<int> Numbers, int Seed)
{
    public Random Random => new(Seed);

    public static Arbitrary<CombineCase> Arbitrary() => Generate.From(Next, Shrink);

    public override string ToString() => $"{Name} of [{Subject.TextOf(Numbers)}], parted by the seed {Seed}";

    private static CombineCase Next(Random random)
    {
        var (name, subject) = CombineSubjects.All[random.Next(CombineSubjects.All.Count)];
        var spread = random.Next(3) switch { 0 => 3, 1 => 10, _ => 1_000_000 };
        var numbers = Enumerable.Range(0, random.Next(4) == 0 ? random.Next(4) : random.Next(60)).Select(_ => random.Next(-spread, spread + 1));
        return new CombineCase(name, subject, [.. numbers], random.Next());
    }

    private static IEnumerable<CombineCase> Shrink(CombineCase input)
    {
        for (var length = (input.Numbers.Count + 1) / 2; length > 0; length /= 2)
        {
            for (var start = 0; start < input.Numbers.Count; start += length)
            {
                yield return input with { Numbers = [.. input.Numbers.Take(start), .. input.Numbers.Skip(start + length)] };
            }
        }

        for (var i = 0; i < input.Numbers.Count; i++)
        {
            foreach (var simpler in new[] { 0, input.Numbers[i] / 2, input.Numbers[i] - Math.Sign(input.Numbers[i]) }.Where(simpler => Math.Abs(simpler) < Math.Abs(input.Numbers[i])))
            {
                yield return input with { Numbers = [.. input.Numbers.Select((number, at) => at == i ? simpler : number)] };
            }
        }

        foreach (var seed in Enumerable.Range(0, 5).Where(seed => seed < input.Seed))
        {
            yield return input with { Seed = seed };
        }
    }
}
