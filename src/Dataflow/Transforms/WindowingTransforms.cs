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
    /// <exception cref="ArgumentException">The window function takes elements of another type.</exception>
    public static PCollection<T> WindowInto<T>(this PCollection<T> input, WindowingStrategy strategy, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(strategy);
        if (strategy.WindowFn.ElementType is { } type && type != typeof(T))
        {
            throw new ArgumentException($"The window function '{strategy.WindowFn}' takes elements of {type.Name}, but '{input.Name}' has elements of {typeof(T).Name}.", nameof(strategy));
        }

        return input.Pipeline.Add(name, "WindowInto", unique => new WindowNode<T>(unique, input.Node, strategy));
    }
}
