using Dataflow.Engine.Batches;
using Dataflow.Engine.Windows;
using Dataflow.Windowing;

namespace Dataflow.Engine.Steps;

/// <summary>Lets elements carry their windows, where what comes next needs it: a row for each window of an element (rule 3).</summary>
internal sealed class ExplicitWindowsStep<T>(string name, ElementAssigner<T> assigner, StepCounters counters, Receiver<T> next, int batchSize) : Receiver<T>
{
    private readonly RowView<T> rows = new(null);
    private readonly StepOutput<T> output = new(next, batchSize);
    private readonly List<Window> windows = [];

    public override bool ObservesMarks => true;

    public override void Receive(Batch<T> batch)
    {
        var source = batch.Columns;
        output.Columns.Shape(withWindows: true, withFirings: true, source.HasCauses, source.HasRanks);
        var nextMark = 0;
        rows.Begin();
        for (var row = 0; row <= source.Count; row++)
        {
            for (; nextMark < source.Marks.Count && source.Marks[nextMark].Position <= row; nextMark++)
            {
                ref readonly var mark = ref source.Marks[nextMark];
                output.HandOn(mark.Kind, mark.Ticks, mark.Cause);
            }

            if (row < source.Count)
            {
                Assign(batch, row);
            }
        }

        rows.End(batch);
        output.Flush();
    }

    private void Assign(Batch<T> batch, int row)
    {
        var source = batch.Columns;
        windows.Clear();
        try
        {
            assigner.Assign(batch[row], source.Times[row], windows);
        }
        catch (Exception e)
        {
            throw Failure.At(name, batch[row], e);
        }

        counters.Unassigned += windows.Count == 0 ? 1 : 0;
        var firing = rows.FiringAt(source, row);
        var cause = source.HasCauses ? source.Causes[row] : 0;
        foreach (var window in windows)
        {
            output.AddPane(batch[row], source.Times[row], window, firing, cause, rank: default);
        }
    }
}
