using Dataflow.Engine.Batches;
using Dataflow.Engine.Keyed;
using Dataflow.Engine.Steps;
using Dataflow.Panes;
using Dataflow.Windowing;

namespace Dataflow.Engine.Sliced;

/// <content>Elements that come when some of their windows were due.</content>
internal sealed partial class SlicedCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    private void TakeLate(int row)
    {
        SettleMarks(row);
        var slice = grid.SliceAt(columns.Times[row]);
        var (window, last) = (grid.FirstWindowWith(slice), grid.LastWindowWith(slice));
        counters.Assigned += last - window + 1;
        for (; window <= last && window < firstOpen; window++)
        {
            TakeLate(row, grid.WindowAt(window));
        }

        if (window <= last)
        {
            try
            {
                sums.AddLate(slice, taken.Keys[row], taken.Values[row], SequenceOf(row));
            }
            catch (Exception e)
            {
                throw Failure.At(settings.Name, batch[row], e);
            }

            counters.Pending += last - window + 1;
            nextWindow = Math.Min(nextWindow, window);
        }
    }

    private void TakeLate(int row, Window window)
    {
        if (watermark >= due.ExpiryOf(window))
        {
            counters.Expired++;
            late.Add(batch, row, window, watermark, LateReason.Expired, CauseOf(row));
        }
        else
        {
            EmitLatePane(row, due.Find(window) ?? due.Open(window, watermark));
        }
    }

    // It holds nothing but the element, since what the pane before it held is discarded.
    private void EmitLatePane(int row, WindowTable<TKey, byte> table)
    {
        var output = CombineOne(row);
        var cell = taken.FindOrAdd(table.Cells, row, batch[row]);
        var index = table.CountPane(cell < 0 ? ~cell : cell);
        var pane = new PaneInfo(PaneTiming.Late, index, index, IsFirst: index == 0, IsLast: false);
        panes.AddPane(KV.Of(taken.Keys[row], output), table.Window.EndTicks - 1, table.Window, new Firing(pane, clock, watermark), CauseOf(row), rank: default);
        counters.InPanes++;
        counters.Out++;
    }

    private TOut CombineOne(int row)
    {
        try
        {
            var accumulator = fn.CreateAccumulator();
            fn.AddInput(ref accumulator, taken.Values[row]);
            return fn.ExtractOutput(accumulator);
        }
        catch (Exception e)
        {
            throw Failure.At(settings.Name, batch[row], e);
        }
    }

    private long CauseOf(int row) => settings.TracksOrder ? columns.Causes[row] : 0;
}
