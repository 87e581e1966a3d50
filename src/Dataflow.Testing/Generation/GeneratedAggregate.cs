namespace Dataflow.Testing.Generation;

/// <summary>What a <see cref="GroupStep"/> makes of the texts of a group. A text stands for the whole numbers in it, between commas.</summary>
public enum GeneratedAggregate
{
    /// <summary>How many texts there are.</summary>
    Count,

    /// <summary>The sum of all numbers.</summary>
    Sum,

    /// <summary>The greatest number of all, 0 for texts without one.</summary>
    Max,

    /// <summary>The texts in the order of arrival, with commas between them.</summary>
    List,

    /// <summary>The different texts in the order in which each first arrived, with commas between them.</summary>
    Distinct,
}
