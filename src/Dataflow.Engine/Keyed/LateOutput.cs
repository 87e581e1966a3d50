using Dataflow.Engine.Batches;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Keyed;

/// <summary>The late output of a grouping step, if anything reads it; if not, nothing is made for it.</summary>
internal sealed class LateOutput<TIn>
{
    private readonly StepOutput<LateElement<TIn>>? output;

    public LateOutput(Receiver<LateElement<TIn>>? next, int batchSize, bool tracksOrder)
    {
        output = next is null ? null : new StepOutput<LateElement<TIn>>(next, batchSize);
        output?.Columns.Shape(withWindows: false, withFirings: false, tracksOrder, tracksOrder);
    }

    /// <summary>Whether anything reads it.</summary>
    public bool IsRead => output is not null;

    /// <summary>Adds an element that was dropped from a window.</summary>
    public void Add(Batch<TIn> batch, int row, Window window, long watermark, LateReason reason, long cause)
    {
        if (output is null)
        {
            return;
        }

        var columns = batch.Columns;
        var time = columns.Times[row];
        var isRetraction = columns.HasFirings && columns.Firings[row].IsRetraction;
        var element = new LateElement<TIn>(batch[row], EventTime.ToInstant(time), window, EventTime.ToInstant(watermark), reason) { IsRetraction = isRetraction };
        var added = output.Add(element, time);
        if (output.Columns.HasCauses)
        {
            output.Columns.Causes[added] = cause;
            output.Columns.Ranks[added] = default;
        }
    }

    public void HandOn(in Mark mark) => output?.HandOn(mark.Kind, mark.Ticks, mark.Cause);

    public void Flush() => output?.Flush();
}
