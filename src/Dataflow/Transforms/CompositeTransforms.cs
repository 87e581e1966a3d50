namespace Dataflow;

/// <summary>Transforms made of others.</summary>
public static class CompositeTransforms
{
    /// <summary>Applies a transform of your own, so that it reads like one of the library: <c>scores.Apply(TotalPerTeam)</c>.</summary>
    public static TOut Apply<TIn, TOut>(this PCollection<TIn> input, Func<PCollection<TIn>, TOut> transform)
    {
        ArgumentNullException.ThrowIfNull(transform);
        return transform(input);
    }
}
