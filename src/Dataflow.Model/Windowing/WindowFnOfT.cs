using NodaTime;

namespace Dataflow.Windowing;

/// <summary>
/// A window function of your own: the windows of an element may depend on the element. Derive a record from it, so that equal ones
/// compare equal, and print what it does in <see cref="object.ToString"/>.
/// </summary>
/// <typeparam name="T">The type of the elements that it takes.</typeparam>
public abstract record WindowFn<T> : WindowFn
{
    /// <summary>Adds the windows of an element: none, one or several. Each must contain the timestamp.</summary>
    /// <param name="element">The element.</param>
    /// <param name="timestamp">Its event time.</param>
    /// <param name="windows">Where the windows go. A window that is added twice counts once.</param>
    protected internal abstract void AssignWindows(T element, Instant timestamp, ICollection<Window> windows);

    internal sealed override bool DependsOnTimeOnly => false;

    internal sealed override Type ElementType => typeof(T);
}
