using System.Diagnostics;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Panes;
using Dataflow.Time;

namespace Dataflow.Engine.Sessions;

/// <content>Marks, and the panes that they cause.</content>
internal sealed partial class SessionCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    private static readonly PaneInfo OnlyPane = new(PaneTiming.OnTime, 0, 0, IsFirst: true, IsLast: true);

    private void Settle(in Mark mark)
    {
        if (mark.Kind == MarkKind.Clock)
        {
            clock = mark.Ticks;
            panes.HandOn(MarkKind.Clock, clock, mark.Cause);
        }
        else
        {
            AdvanceWatermark(mark.Ticks, mark.Cause);
        }

        late.HandOn(mark);
    }

    private void AdvanceWatermark(long ticks, long cause)
    {
        Debug.Assert(ticks >= watermark, $"The watermark goes back from {watermark} to {ticks}.");
        watermark = ticks;
        foreach (ref readonly var due in open.TakeDue(ticks))
        {
            Emit(due, cause);
            open.CloseDue(due.Place);
        }

        // Where an element at the end of a session still belongs to it, its pane is a tick behind the input watermark.
        var output = watermark >= EventTime.EndTicks ? watermark : watermark - endsIncluded;
        if (output > outputWatermark)
        {
            outputWatermark = output;
            panes.HandOn(MarkKind.Watermark, output, cause);
        }

        if (ticks >= EventTime.EndTicks)
        {
            open.LetGo();
        }
    }

    private void Emit(in DueSession due, long cause)
    {
        ref readonly var session = ref open[due.Place];
        var pane = KV.Of(session.Key, Extract(session.Key, session.Accumulator));
        var rank = settings.TracksOrder ? due.Rank : default;
        panes.AddPane(pane, session.End - 1, due.Rank.Window, new Firing(OnlyPane, clock, watermark), cause, rank);
        counters.Out++;
        counters.InPanes += session.Count;
        counters.Pending -= session.Count;
    }

    private TOut Extract(TKey key, TAccumulator accumulator)
    {
        try
        {
            return fn.ExtractOutput(accumulator);
        }
        catch (Exception e)
        {
            throw Failure.At(settings.Name, KV.Of(key, accumulator), e);
        }
    }
}
