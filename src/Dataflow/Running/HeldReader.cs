using Dataflow.Engine.Watermarks;
using Dataflow.Sources;

namespace Dataflow.Running;

/// <summary>An input that was read to its end and is held in memory.</summary>
internal sealed class HeldReader<T> : SourceReader<T>
{
    private readonly Queue<SourceBatch<T>> batches = new();
    private Exception? failure;

    public bool HasWatermarks { get; private set; }

    public static async Task<HeldReader<T>> ReadAsync(Source<T> source, int batchSize, SuffixMinima minima, CancellationToken cancellationToken)
    {
        var held = new HeldReader<T>();
        await using var reader = source.Open();
        for (var more = true; more;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = new SourceBatch<T>(batchSize);
            try
            {
                more = await reader.ReadAsync(batch, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // What came before the failure is worth its results, so it fails where it would have.
                held.failure = e;
                minima.BreakOff();
                break;
            }

            held.HasWatermarks |= minima.Add(batch.Batch.Columns);
            held.batches.Enqueue(batch);
        }

        return held;
    }

    public override ValueTask<bool> ReadAsync(SourceBatch<T> batch, CancellationToken cancellationToken)
    {
        if (!batches.TryDequeue(out var held))
        {
            return failure is null ? new ValueTask<bool>(false) : throw failure;
        }

        var (from, to) = (held.Batch.Columns, batch.Batch.Columns);
        batch.Batch.Show(held.Batch.Values, held.Batch.Offset, held.Count);
        from.Times.AsSpan(0, from.Count).CopyTo(to.Times);
        foreach (ref readonly var mark in from.Marks.Span)
        {
            to.Marks.Add(mark.Position, mark.Kind, mark.Ticks);
        }

        return new ValueTask<bool>(batches.Count > 0 || failure is not null);
    }
}
