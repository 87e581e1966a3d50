namespace Dataflow.Sources;

/// <summary>Reads an input from its beginning to its end, a batch at a time. Used by one caller at a time.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public abstract class SourceReader<T> : IAsyncDisposable
{
    /// <summary>
    /// Adds elements and control signals to <paramref name="batch"/> until it is full or none is at hand without waiting.
    /// Waits only while the batch is empty.
    /// </summary>
    /// <returns>Whether there may be more; false at the end of the input, when the batch may still hold the last elements.</returns>
    public abstract ValueTask<bool> ReadAsync(SourceBatch<T> batch, CancellationToken cancellationToken);

    /// <summary>Releases what the reader holds.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
