namespace Dataflow.Engine.Exchange;

/// <summary>What the rows and marks of a batch were called before they were numbered anew from <paramref name="first"/> on.</summary>
internal sealed class Origins(long first, long[]? causes)
{
    public void Set(long number, long cause)
    {
        if (causes is not null)
        {
            causes[number - first] = cause;
        }
    }

    /// <summary>The cause that stood behind a number; the number itself if there was none.</summary>
    public long Of(long number) => causes is null ? number : causes[number - first];
}
