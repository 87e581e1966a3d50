namespace Dataflow.Engine.Triggers;

/// <summary>Gives the machines of a trigger their places in a cell's state: bits, 64 to a word, and words.</summary>
internal sealed class StateLayout
{
    private const int BitsPerWord = 64;

    private readonly List<long> initial = [];
    private int nextBit = BitsPerWord;
    private int bitWord;

    public StateBit AddBit()
    {
        if (nextBit == BitsPerWord)
        {
            (bitWord, nextBit) = (AddWord(0), 0);
        }

        return new StateBit(bitWord, 1L << nextBit++);
    }

    /// <summary>A word that is <paramref name="value"/> in a new cell.</summary>
    public int AddWord(long value)
    {
        initial.Add(value);
        return initial.Count - 1;
    }

    /// <summary>The state of a new cell.</summary>
    public long[] Initial() => [.. initial];
}
