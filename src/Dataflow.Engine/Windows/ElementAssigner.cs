using Dataflow.Windowing;

namespace Dataflow.Engine.Windows;

/// <summary>Assigns windows to elements one by one.</summary>
internal abstract class ElementAssigner<T>
{
    /// <summary>Adds the windows of an element, all different.</summary>
    public abstract void Assign(T element, long time, List<Window> windows);

    /// <summary>Assigns windows that follow from the event time.</summary>
    public static ElementAssigner<T> Of(WindowAssigner assigner) => new ByTime(assigner);

    private sealed class ByTime(WindowAssigner assigner) : ElementAssigner<T>
    {
        public override void Assign(T element, long time, List<Window> windows) => assigner.Assign(time, windows);
    }
}
