namespace Dataflow.Planning;

/// <summary>A sink in a run, whatever its type.</summary>
internal interface ISinkStep : IAsyncDisposable
{
    void Open();

    ValueTask FlushAsync(CancellationToken cancellationToken);

    ValueTask CompleteAsync(CancellationToken cancellationToken);
}
