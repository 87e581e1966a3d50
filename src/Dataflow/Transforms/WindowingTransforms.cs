using Dataflow.Graph;
using Dataflow.Windowing;

namespace Dataflow;

/// <summary>Where, when and how the groupings that follow compute.</summary>
public static class WindowingTransforms
{
    /// <summary>
    /// Windows the collection: the groupings that follow compute for each window. A window function alone takes every other
    /// setting's default. Allowed lateness is never less than upstream's (rule 29).
    /// </summary>
    public static PCollection<T> WindowInto<T>(this PCollection<T> input, WindowingStrategy strategy, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(strategy);
        return input.Pipeline.Add(name, "WindowInto", unique => new WindowNode<T>(unique, input.Node, strategy));
    }
}
