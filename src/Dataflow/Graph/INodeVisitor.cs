namespace Dataflow.Graph;

/// <summary>Receives the nodes of a pipeline with their types: what a runner implements.</summary>
public interface INodeVisitor
{
    /// <summary>Visits a source.</summary>
    void Visit<T>(ReadNode<T> node);

    /// <summary>Visits a one-to-one map.</summary>
    void Visit<TIn, TOut>(SelectNode<TIn, TOut> node);

    /// <summary>Visits a filter.</summary>
    void Visit<T>(WhereNode<T> node);

    /// <summary>Visits a one-to-many map.</summary>
    void Visit<TIn, TOut>(SelectManyNode<TIn, TOut> node);

    /// <summary>Visits a function of elements with their windows and panes.</summary>
    void Visit<TIn, TOut>(ParDoNode<TIn, TOut> node);

    /// <summary>Visits a change of event times.</summary>
    void Visit<T>(WithTimestampsNode<T> node);

    /// <summary>Visits a change of windowing.</summary>
    void Visit<T>(WindowNode<T> node);

    /// <summary>Visits a combination by key and window.</summary>
    void Visit<TIn, TKey, TValue, TAccumulator, TOut>(CombineNode<TIn, TKey, TValue, TAccumulator, TOut> node);

    /// <summary>Visits the late output of a combination.</summary>
    void Visit<T>(LateNode<T> node);

    /// <summary>Visits a merge of collections.</summary>
    void Visit<T>(FlattenNode<T> node);

    /// <summary>Visits a split into several collections.</summary>
    void Visit<T>(PartitionNode<T> node);

    /// <summary>Visits one collection of a split.</summary>
    void Visit<T>(PartitionOutputNode<T> node);

    /// <summary>Visits a sink that takes values.</summary>
    void Visit<T>(ForEachNode<T> node);

    /// <summary>Visits a sink that takes values with their windows and panes.</summary>
    void Visit<T>(WriteNode<T> node);
}
