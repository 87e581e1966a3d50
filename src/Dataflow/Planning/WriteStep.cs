using System.Runtime.CompilerServices;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Windows;
using Dataflow.Sinks;

namespace Dataflow.Planning;

/// <summary>Hands the elements of a collection to a sink's writer, which is opened when the run begins.</summary>
internal sealed class WriteStep<T>(string name, Sink<T> sink, WindowAssigner? assigner, StopSignal stop, StepCounters counters) : Receiver<T>, ISinkStep
{
    private readonly RowView<T> rows = new(assigner);
    private SinkWriter<T>? writer;
    private bool hasWritten;

    // The writer sees the clock and the watermark.
    public override bool ObservesMarks => true;

    public void Open()
    {
        try
        {
            writer = sink.Open();
        }
        catch (Exception e)
        {
            throw new StepFailedException(name, e);
        }
    }

    public override void Receive(Batch<T> batch)
    {
        stop.ThrowIfStopped();
        rows.Begin();
        var row = 0;
        try
        {
            WriteRows(batch, writer!, ref row);
        }
        catch (Exception e)
        {
            throw Failure.At(name, batch[row], e);
        }
        finally
        {
            counters.In += row;
            hasWritten |= row > 0;
        }

        rows.End(batch);
    }

    // In a method of its own, since a local that a catch reads is not kept in a register. Each element is made in a local and handed on from
    // there: it is large, and a copy would wait until all of its parts have been written.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteRows(Batch<T> batch, SinkWriter<T> to, ref int row)
    {
        var columns = batch.Columns;
        var values = batch.Span;
        for (var i = 0; i < values.Length; i++)
        {
            row = i;
            ref readonly var firing = ref rows.FiringAt(columns, i);
            var element = new WindowedValue<T>(
                values[i], columns.Times[i], rows.WindowAt(columns, i), firing.Pane, firing.ProcessingTime, firing.Watermark, firing.IsRetraction);
            to.Write(element);
        }

        row = values.Length;
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (!hasWritten)
        {
            return ValueTask.CompletedTask;
        }

        hasWritten = false;
        return NamedAsync(writer!.FlushAsync(cancellationToken), cancellationToken);
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken) => NamedAsync(writer!.CompleteAsync(cancellationToken), cancellationToken);

    private async ValueTask NamedAsync(ValueTask task, CancellationToken cancellationToken)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StepFailedException(name, e);
        }
    }

    public ValueTask DisposeAsync() => writer?.DisposeAsync() ?? ValueTask.CompletedTask;
}
