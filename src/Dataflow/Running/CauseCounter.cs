using Dataflow.Engine.Batches;

namespace Dataflow.Running;

/// <summary>Numbers the elements and marks of all sources of a run, where collections that share a source meet again.</summary>
internal sealed class CauseCounter
{
    private long next;

    public void Number(Columns columns) => next = columns.NumberCauses(next);
}
