namespace Dataflow.Engine.Exchange;

/// <summary>What the rows and marks of a batch were called before they were numbered anew. Used again for other batches.</summary>
internal sealed class Origins
{
    private long first;
    private long[] causes = [];
    private int count;

    /// <summary>Forgets all, and takes those of numbers from this one on.</summary>
    public void Begin(long number)
    {
        first = number;
        count = 0;
    }

    /// <summary>Adds the cause behind the next number.</summary>
    public void Add(long cause)
    {
        if (count == causes.Length)
        {
            Array.Resize(ref causes, Math.Max(count * 2, 64));
        }

        causes[count++] = cause;
    }

    /// <summary>The cause that stood behind a number.</summary>
    public long Of(long number) => causes[number - first];
}
