using Dataflow.Engine.Batches;
using Dataflow.Engine.Windows;

namespace Dataflow.Engine.Steps;

/// <summary>Lets elements carry the windows that follow from their event times, where what comes next needs it.</summary>
internal sealed class ExplicitWindowsStep<T>(WindowAssigner assigner, Receiver<T> next, int batchSize) : Receiver<T>
{
    private readonly RowView<T> rows = new(assigner);
    private readonly StepOutput<T> output = new(next, batchSize);

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
                var cause = source.HasCauses ? source.Causes[row] : 0;
                output.AddPane(batch[row], source.Times[row], rows.WindowAt(source, row), rows.FiringAt(source, row), cause, rank: 0);
            }
        }

        rows.End(batch);
        output.Flush();
    }
}
