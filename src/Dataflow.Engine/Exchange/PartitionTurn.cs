namespace Dataflow.Engine.Exchange;

/// <summary>A thread's turn at a partition of a <see cref="PartitionQueue{T}"/>.</summary>
/// <param name="partition">The partition that the thread should take first.</param>
internal struct PartitionTurn<T>(int partition)
    where T : class
{
    /// <summary>The partition, or the last one if it is the thread's no more.</summary>
    public int Partition = partition;

    /// <summary>What is to be done; null if the partition is the thread's no more.</summary>
    public T? Item = null;
}
