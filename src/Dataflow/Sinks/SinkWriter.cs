namespace Dataflow.Sinks;

/// <summary>Takes the elements of a run. Used by one caller at a time.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public abstract class SinkWriter<T> : IAsyncDisposable
{
    /// <summary>Takes an element. It may be held back until <see cref="FlushAsync"/>.</summary>
    public abstract void Write(in WindowedValue<T> element);

    /// <summary>
    /// Passes on what is held back. Called after each batch of a source: a sink that is slow holds the run back by waiting here.
    /// </summary>
    public virtual ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Takes note that the run has ended as it should; not called when it failed or was cancelled.</summary>
    public virtual ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Releases what the writer holds. What was flushed stays valid.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
