using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Steps;

/// <summary>Calls a function with each value.</summary>
internal sealed class ForEachSink<T>(string name, Action<T> action, StopSignal stop, StepCounters counters) : Receiver<T>
{
    public override bool ObservesMarks => false;

    public override void Receive(Batch<T> batch)
    {
        stop.ThrowIfStopped();
        var row = 0;
        try
        {
            for (; row < batch.Count; row++)
            {
                action(batch[row]);
            }
        }
        catch (Exception e)
        {
            throw Failure.At(name, batch[row], e);
        }
        finally
        {
            counters.In += row;
        }
    }
}
