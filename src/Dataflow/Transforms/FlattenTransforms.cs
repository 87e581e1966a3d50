using Dataflow.Graph;

namespace Dataflow;

/// <summary>The steps that merge and split collections.</summary>
public static class FlattenTransforms
{
    /// <summary>Merges collections of one windowing into one. The watermark is the least of theirs.</summary>
    public static PCollection<T> Flatten<T>(this PCollection<T> first, params PCollection<T>[] others) => Flatten([first, .. others]);

    /// <summary>Merges at least one collection of one windowing into one. The watermark is the least of theirs.</summary>
    /// <exception cref="ArgumentException">There is none, or one belongs to another pipeline.</exception>
    public static PCollection<T> Flatten<T>(this IReadOnlyList<PCollection<T>> collections, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(collections);
        if (collections.Count == 0)
        {
            throw new ArgumentException("There must be at least one collection to merge.", nameof(collections));
        }

        var pipeline = collections[0].Pipeline;
        var nodes = collections.Select(pipeline.NodeOf).ToArray();
        return pipeline.Add(name, "Flatten", unique => new FlattenNode<T>(unique, nodes));
    }

    /// <summary>Splits a collection into <paramref name="count"/>; the function gives the index of an element's collection, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is under 1.</exception>
    public static IReadOnlyList<PCollection<T>> Partition<T>(this PCollection<T> input, int count, Func<T, int> partition, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var pipeline = input.Pipeline;
        var node = pipeline.AddNode(name, "Partition", unique => new PartitionNode<T>(unique, input.Node, count, partition));
        return [.. Enumerable.Range(0, count).Select(index =>
            pipeline.Add($"{node.Name} [{index}]", "", unique => new PartitionOutputNode<T>(unique, node, index)))];
    }
}
