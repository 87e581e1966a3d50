using Dataflow.Engine.Batches;
using Dataflow.Time;
using NodaTime;

namespace Dataflow.Engine.Steps;

/// <summary>Gives elements another event time; windows that they carry stay.</summary>
internal sealed class WithTimestampsStep<T>(string name, Func<T, Instant> timestamp, StepCounters counters, Receiver<T> next, int batchSize)
    : Receiver<T>
{
    private readonly Expansion<T, T> output = new(next, batchSize);

    public override bool ObservesMarks => next.ObservesMarks;

    public override void Receive(Batch<T> batch)
    {
        output.Begin(batch);
        for (var row = 0; row < batch.Count; row++)
        {
            output.MoveTo(row);
            output.Add(batch[row], TimeOf(batch[row]));
        }

        counters.In += batch.Count;
        counters.Out += output.End();
    }

    private long TimeOf(T value)
    {
        try
        {
            var ticks = EventTime.ToTicks(timestamp(value));
            if (ticks >= EventTime.EndTicks)
            {
                EventTime.ThrowOutside(nameof(timestamp), ticks);
            }

            return ticks;
        }
        catch (Exception e)
        {
            throw Failure.At(name, value, e);
        }
    }
}
