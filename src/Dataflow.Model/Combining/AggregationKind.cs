namespace Dataflow.Combining;

/// <summary>The combine functions of the library.</summary>
public enum AggregationKind
{
    /// <inheritdoc cref="CountFn{T}"/>
    Count,

    /// <inheritdoc cref="SumFn{T}"/>
    Sum,

    /// <inheritdoc cref="MinFn{T}"/>
    Min,

    /// <inheritdoc cref="MaxFn{T}"/>
    Max,

    /// <inheritdoc cref="MeanFn{T}"/>
    Mean,

    /// <inheritdoc cref="ListFn{T}"/>
    List,

    /// <inheritdoc cref="DistinctFn{T}"/>
    Distinct,

    /// <inheritdoc cref="TopFn{T}"/>
    Top,

    /// <inheritdoc cref="QuantileFn{T}"/>
    Quantile,
}
