using Dataflow.Engine.Watermarks;
using Dataflow.Sources;
using Dataflow.Time;
using Dataflow.Watermarks;

namespace Dataflow.Running;

/// <summary>
/// Opens sources with the generator of their watermark policy. A perfect watermark needs all event times first: an input that
/// can be read again is read twice, another is held in memory.
/// </summary>
internal static class ReadAhead
{
    public static async Task<(SourceReader<T> Reader, WatermarkGenerator Generator)> OpenAsync<T>(
        Source<T> source, int batchSize, CancellationToken cancellationToken)
    {
        switch (source.Watermark)
        {
            case BoundedWatermark bounded:
                return (source.Open(), new BoundedGenerator(EventTime.ToSpanTicks(bounded.Delay)));
            case RecordedWatermark:
                return (source.Open(), new RecordedGenerator());
        }

        var minima = new SuffixMinima();
        if (!source.IsRepeatable)
        {
            var held = await HeldReader<T>.ReadAsync(source, batchSize, minima, cancellationToken).ConfigureAwait(false);
            return (held, GeneratorOf(source, minima, held.HasWatermarks));
        }

        var hasWatermarks = false;
        await using (var ahead = source.Open())
        {
            var batch = new SourceBatch<T>(batchSize);
            for (var more = true; more;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                batch.Batch.Clear();
                try
                {
                    more = await ahead.ReadAsync(batch, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // What comes before the failure is worth its results: the second reading meets it in its place.
                    minima.BreakOff();
                    break;
                }

                hasWatermarks |= minima.Add(batch.Batch.Columns);
                if (hasWatermarks && source.Watermark is RecordedOrPerfectWatermark)
                {
                    break;
                }
            }
        }

        return (source.Open(), GeneratorOf(source, minima, hasWatermarks));
    }

    private static WatermarkGenerator GeneratorOf<T>(Source<T> source, SuffixMinima minima, bool hasWatermarks) =>
        source.Watermark is RecordedOrPerfectWatermark && hasWatermarks ? new RecordedGenerator() : new PerfectGenerator(minima);
}
