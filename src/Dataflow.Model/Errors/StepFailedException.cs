namespace Dataflow;

/// <summary>
/// A function of the user threw. The message names the step and the element; the exception itself is the inner one. The run is
/// over: what sinks took before stays, and nothing follows.
/// </summary>
public sealed class StepFailedException : Exception
{
    /// <summary>Describes the failure of <paramref name="step"/> at <paramref name="element"/>.</summary>
    public StepFailedException(string step, string element, Exception inner)
        : base($"The step '{step}' failed at the element {element}: {inner?.Message}", inner)
    {
        Step = step;
        Element = element;
    }

    /// <summary>Describes a failure of <paramref name="step"/> that is of no one element: a sink that cannot be opened or flushed.</summary>
    public StepFailedException(string step, Exception inner)
        : base($"The step '{step}' failed: {inner?.Message}", inner) => (Step, Element) = (step, "");

    /// <summary>The name of the step.</summary>
    public string Step { get; }

    /// <summary>The element as text, cut if it is long; empty if the failure is of no one element.</summary>
    public string Element { get; }
}
