using Dataflow.Engine.Batches;
using Dataflow.Engine.Exchange;
using Dataflow.Engine.Watermarks;
using Dataflow.Sources;

namespace Dataflow.Running;

/// <summary>
/// An input that cannot be read again and is held in memory while it is read ahead: to its end, or only until it turns out to
/// have watermarks of its own, when the rest is read as it is needed.
/// </summary>
internal sealed class HeldReader<T>(SourceReader<T> reader) : SourceReader<T>
{
    private readonly Queue<Batch<T>> batches = new();
    private readonly Capture<T> capture = new(observesMarks: true);
    private Exception? failure;
    private bool isAtEnd;

    /// <summary>Reads ahead.</summary>
    public async Task ReadAheadAsync(int batchSize, SuffixMinima minima, bool toFirstWatermark, CancellationToken cancellationToken)
    {
        var batch = new SourceBatch<T>(batchSize);
        while (!isAtEnd && !(minima.HasWatermark && toFirstWatermark))
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch.Batch.Clear();
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

            minima.Add(batch.Batch.Columns);
            Hold(batch.Batch, batchSize);
        }
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

    // An input that comes in drops is held in full batches all the same.
    private void Hold(Batch<T> batch, int batchSize)
    {
        if (batches.Count == 0 || capture.Target.Count + batch.Count > batchSize)
        {
            capture.Target = new Batch<T>(Math.Max(batch.Count, 16));
            batches.Enqueue(capture.Target);
        }

        capture.Receive(batch);
    }

    private static void Copy(Batch<T> held, SourceBatch<T> batch)
    {
        var (from, to) = (held.Columns, batch.Batch.Columns);
        batch.Batch.Show(held.Values, held.Offset, held.Count, last: true);
        from.Times.AsSpan(0, from.Count).CopyTo(to.Times);
        foreach (ref readonly var mark in from.Marks.Span)
        {
            to.Marks.Add(mark.Position, mark.Kind, mark.Ticks);
        }
    }
}
