using Dataflow.Engine.Watermarks;
using Dataflow.Sources;
using Dataflow.Time;
using Dataflow.Watermarks;

namespace Dataflow.Running;

/// <summary>
/// Opens sources with the generator of their watermark policy. A perfect watermark needs all event times first: an input that
/// can be read again is read twice, another is held in memory. An input that may bring its own is read ahead to its first.
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
        var toFirstWatermark = source.Watermark is RecordedOrPerfectWatermark;
        if (!source.IsRepeatable)
        {
            var held = new HeldReader<T>(source.Open());
            try
            {
                await held.ReadAheadAsync(batchSize, minima, toFirstWatermark, cancellationToken).ConfigureAwait(false);
                return (held, GeneratorOf(minima, toFirstWatermark));
            }
            catch
            {
                await held.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }

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
                    more = false;
                }

                minima.Add(batch.Batch.Columns);
                if (minima.HasWatermark && toFirstWatermark)
                {
                    break;
                }
            }
        }

        return (source.Open(), GeneratorOf(minima, toFirstWatermark));
    }

    private static WatermarkGenerator GeneratorOf(SuffixMinima minima, bool mayBeRecorded) => mayBeRecorded && minima.HasWatermark
        ? new RecordedGenerator { SourceHasClock = minima.HasClockBeforeWatermark }
        : new PerfectGenerator(minima) { SourceHasClock = minima.HasClock };
}
