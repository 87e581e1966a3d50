namespace Dataflow.Benchmarks.Measuring;

/// <summary>Measures contenders in turns: each once a round, so that each round gives ratios of its own.</summary>
public static class Turns
{
    public static IReadOnlyList<Timing> Measure(IReadOnlyList<Contender> contenders, Effort effort)
    {
        foreach (var contender in contenders)
        {
            contender.WarmUp(effort);
        }

        var nanoseconds = contenders.Select(_ => new List<double>()).ToArray();
        for (var round = 1; round <= effort.Rounds; round++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                nanoseconds[i].Add(contenders[i].Time().TotalNanoseconds / contenders[i].Events);
            }

            Effort.Say($"round {round} of {effort.Rounds}, ns/event: {string.Join(", ", contenders.Select((contender, i) => $"{contender.Name} {Figure.Of(nanoseconds[i][^1])}"))}");
        }

        return [.. contenders.Select((contender, i) => new Timing(contender, nanoseconds[i], contender.BytesPerEvent()))];
    }
}
