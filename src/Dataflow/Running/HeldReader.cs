using Dataflow.Engine.Watermarks;
using Dataflow.Sources;

namespace Dataflow.Running;

/// <summary>
/// An input that cannot be read again and is held in memory while it is read ahead: to its end, or only until it turns out to
/// have watermarks of its own, when the rest is read as it is needed.
/// </summary>
internal sealed class HeldReader<T>(SourceReader<T> reader) : SourceReader<T>
{
    private readonly Queue<SourceBatch<T>> batches = new();
    private Exception? failure;
    private bool isAtEnd;

    /// <summary>Reads ahead, and says whether the input has watermarks of its own.</summary>
    public async Task<bool> ReadAheadAsync(int batchSize, SuffixMinima minima, bool toFirstWatermark, CancellationToken cancellationToken)
    {
        var hasWatermarks = false;
        while (!isAtEnd && !(hasWatermarks && toFirstWatermark))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = new SourceBatch<T>(batchSize);
            try
            {
                isAtEnd = !await reader.ReadAsync(batch, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // What came before the failure is worth its results, so it fails where it would have.
                (failure, isAtEnd) = (e, true);
                minima.BreakOff();
            }

            hasWatermarks |= minima.Add(batch.Batch.Columns);
            batches.Enqueue(batch);
        }

        return hasWatermarks;
    }

    public override async ValueTask<bool> ReadAsync(SourceBatch<T> batch, CancellationToken cancellationToken)
    {
        if (batches.TryDequeue(out var held))
        {
            Copy(held, batch);
            return batches.Count > 0 || failure is not null || !isAtEnd;
        }

        if (failure is not null)
        {
            throw failure;
        }

        return !isAtEnd && await reader.ReadAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private static void Copy(SourceBatch<T> held, SourceBatch<T> batch)
    {
        var (from, to) = (held.Batch.Columns, batch.Batch.Columns);
        batch.Batch.Show(held.Batch.Values, held.Batch.Offset, held.Count);
        from.Times.AsSpan(0, from.Count).CopyTo(to.Times);
        foreach (ref readonly var mark in from.Marks.Span)
        {
            to.Marks.Add(mark.Position, mark.Kind, mark.Ticks);
        }
    }
}
