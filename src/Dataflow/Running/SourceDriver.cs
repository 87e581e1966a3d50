namespace Dataflow.Running;

/// <summary>A source in a run: reads batches ahead of the steps, with the marks of its watermark policy, and sends them on.</summary>
internal abstract class SourceDriver
{
    /// <summary>The watermark after what was sent.</summary>
    public abstract long Watermark { get; }

    /// <summary>How many elements the source has given so far.</summary>
    public abstract long Elements { get; }

    /// <summary>The clock after what was read.</summary>
    public abstract long Clock { get; }

    /// <summary>Whether a batch was read that was not all sent.</summary>
    public abstract bool HasBatch { get; }

    /// <summary>Whether all was sent, the end of time included.</summary>
    public bool HasEnded { get; protected set; }

    /// <summary>Opens the source, and reads it ahead if its watermark policy wants that.</summary>
    public abstract Task OpenAsync(int batchSize, CancellationToken cancellationToken);

    /// <summary>Reads the next batch.</summary>
    public abstract ValueTask LoadAsync(CancellationToken cancellationToken);

    /// <summary>Sends what was read, up to and with the mark that takes the watermark past <paramref name="limit"/>.</summary>
    public abstract void Send(long limit);

    public abstract ValueTask DisposeAsync();
}
