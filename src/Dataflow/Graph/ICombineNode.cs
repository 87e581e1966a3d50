using Dataflow.Windowing;

namespace Dataflow.Graph;

/// <summary>A grouping step whatever its types: what checks and late outputs need of it.</summary>
public interface ICombineNode
{
    /// <summary>The step's name.</summary>
    string Name { get; }

    /// <summary>How its groups are windowed.</summary>
    WindowingStrategy Windowing { get; }

    /// <summary>Whether its input is known to end.</summary>
    bool IsBounded { get; }
}
