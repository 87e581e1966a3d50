using Dataflow.Sources;
using NodaTime;

namespace Dataflow.Files.Records;

/// <summary>
/// Reads a recording. A call to <see cref="ReadAsync"/> goes like this:
/// <list type="number">
/// <item>Take events and control records that are complete in the block, until the batch is full.</item>
/// <item>When none is left, fill the block. Files are read at once; standard input only if the batch is still empty,
/// or else what the batch holds would wait for a line that may be long in coming.</item>
/// <item>At the end of a file, open the next.</item>
/// <item>A fault that ends the reading is thrown once the batch before it has been delivered, and on every call after that.</item>
/// </list>
/// </summary>
internal sealed class RecordingReader<T> : SourceReader<T>
{
    // As many as fit the fastest memory with all that is noted of them.
    private const int GroupSize = 64;

    private readonly InputSequence inputs;
    private readonly RecordingOptions options;
    private readonly Func<T, Instant>? eventTime;
    private readonly RecordBinder<T> binder;
    private readonly bool isFirstPass;
    private readonly RecordingProgress progress;
    private Task<int>? reading;
    private RecordingException? fault;
    private long clock = TimestampText.StartTicks;
    private int taken;
    private long records;
    private long skipped;

    public RecordingReader(InputSequence inputs, RecordingOptions options, Func<T, Instant>? eventTime, RecordBinder<T> binder, bool isFirstPass)
    {
        (this.inputs, this.options, this.eventTime, this.binder, this.isFirstPass) = (inputs, options, eventTime, binder, isFirstPass);
        progress = options.Progress ?? new RecordingProgress();
        progress.TotalBytes = inputs.TotalBytes;
        progress.Passes++;
        progress.CurrentFile = null;
        Report();
    }

    public override async ValueTask<bool> ReadAsync(SourceBatch<T> batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        taken = 0;
        try
        {
            return fault is null ? await ReadCoreAsync(batch, cancellationToken) : throw fault;
        }
        catch (RecordingException e) when (fault is null)
        {
            fault = e;
            if (taken == 0)
            {
                throw;
            }

            return true;
        }
        finally
        {
            Report();
        }
    }

    public override ValueTask DisposeAsync()
    {
        inputs.Dispose();
        return base.DisposeAsync();
    }

    private async ValueTask<bool> ReadCoreAsync(SourceBatch<T> batch, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (inputs.Records is not { } cursor)
            {
                if (!inputs.MoveNext())
                {
                    return false;
                }

                progress.CurrentFile = inputs.Current!.Name;
                continue;
            }

            switch (Take(cursor, batch))
            {
                case RecordStatus.End:
                    if (!inputs.MoveNext())
                    {
                        return false;
                    }

                    progress.CurrentFile = inputs.Current!.Name;
                    break;
                case RecordStatus.NeedsBytes:
                    // What was taken is delivered first: a cancelled call that throws has taken nothing.
                    if (taken > 0 && (!inputs.Current!.IsAtHand || cancellationToken.IsCancellationRequested))
                    {
                        return true;
                    }

                    cancellationToken.ThrowIfCancellationRequested();

                    await FillAsync(cancellationToken);
                    break;
                default:
                    return true;
            }
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        var (input, block) = (inputs.Current!, inputs.Block);
        if (reading is null && !block.TryMakeRoom())
        {
            throw new RecordingException(input.Name, $"a record is longer than {options.MaxBlockSize:N0} bytes");
        }

        int count;
        if (reading is null && input.IsAtHand)
        {
            count = input.Read(block.Bytes, block.End, block.FreeLength);
        }
        else
        {
            // A read from standard input cannot be called off. A cancelled call leaves it behind; the next call waits for it.
            reading ??= Task.Run(() => input.Read(block.Bytes, block.End, block.FreeLength), CancellationToken.None);
            count = await reading.WaitAsync(cancellationToken);
            reading = null;
        }

        block.Accept(count);
        Report();
    }

    /// <summary>Takes records until the batch is full or none is at hand; a full batch gives <see cref="RecordStatus.Event"/>.</summary>
    private RecordStatus Take(RecordCursor cursor, SourceBatch<T> batch)
    {
        // Signals are no elements, so a batch is never full of them; but a run of them must end somewhere.
        var limit = taken + 4L * batch.Capacity;
        while (!batch.IsFull && taken < limit)
        {
            var status = TakeGroup(cursor, batch);
            switch (status)
            {
                case RecordStatus.Event:
                    break;
                case RecordStatus.Watermark:
                    batch.AdvanceWatermark(ToInstant(cursor.ControlTicks));
                    taken++;
                    break;
                case RecordStatus.ProcessingTime:
                    batch.AdvanceProcessingTime(cursor.ControlTicks);
                    taken++;
                    break;
                default:
                    return status;
            }
        }

        return RecordStatus.Event;
    }

    /// <summary>Takes a few events, and completes them together; gives <see cref="RecordStatus.Event"/> if more may follow.</summary>
    private RecordStatus TakeGroup(RecordCursor cursor, SourceBatch<T> batch)
    {
        var first = batch.Count;
        try
        {
            return TakeReadable(cursor, batch, Math.Min(first + GroupSize, batch.Capacity));
        }
        catch (RecordingException e) when (options.OnError == OnError.Skip && e.IsOfOneRecord)
        {
            skipped++;
            if (isFirstPass)
            {
                options.Skipped?.Invoke(e);
            }

            return RecordStatus.Event;
        }
        finally
        {
            // Also before a fault goes on: what came before it is delivered.
            if (eventTime is null && batch.Count > first)
            {
                binder.Complete(batch.Elements[first..]);
            }
        }
    }

    private RecordStatus TakeReadable(RecordCursor cursor, SourceBatch<T> batch, int end)
    {
        var timeSlot = cursor.Projection.TimeSlot;
        var arrivalSlot = cursor.Projection.ArrivalSlot;
        while (batch.Count < end)
        {
            var status = cursor.Read();
            if (status != RecordStatus.Event)
            {
                return status;
            }

            // All that can fail comes before the batch is touched.
            if (timeSlot >= 0)
            {
                var ticks = cursor.RequireTicks(timeSlot);
                var arrival = arrivalSlot >= 0 ? cursor.RequireTicks(arrivalSlot) : long.MinValue;
                var value = binder.Bind(new RecordView(cursor));
                AdvanceClock(arrival, batch);
                batch.Add(value, ticks);
            }
            else
            {
                TakeTimed(cursor, batch, arrivalSlot);
            }

            records++;
            taken++;
        }

        return RecordStatus.Event;
    }

    /// <summary>Takes an event whose time is a function of the element, which must be complete for it.</summary>
    private void TakeTimed(RecordCursor cursor, SourceBatch<T> batch, int arrivalSlot)
    {
        var arrival = arrivalSlot >= 0 ? cursor.RequireTicks(arrivalSlot) : long.MinValue;
        var value = binder.Bind(new RecordView(cursor));
        binder.Complete(new Span<T>(ref value));
        var ticks = TimeOf(value, cursor);
        AdvanceClock(arrival, batch);
        batch.Add(value, ticks);
    }

    private void AdvanceClock(long arrival, SourceBatch<T> batch)
    {
        if (arrival > clock)
        {
            clock = arrival;
            batch.AdvanceProcessingTime(arrival);
        }
    }

    private long TimeOf(T value, RecordCursor cursor)
    {
        var time = eventTime!(value);
        return time == Instant.MaxValue ? throw cursor.Error("the event time is the end of time, which no element may carry") : time.ToUnixTimeTicks();
    }

    private static Instant ToInstant(long ticks) =>
        ticks >= TimestampText.EndTicks ? Instant.MaxValue : Instant.FromUnixTimeTicks(ticks);

    private void Report() => (progress.Records, progress.Skipped, progress.BytesRead) = (records, skipped, inputs.BytesRead);
}
