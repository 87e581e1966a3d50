namespace Dataflow.Engine.Keyed;

/// <summary>The portion that a worker folds.</summary>
internal sealed class CurrentPortion
{
    /// <summary>The number of its first row in the order of the step.</summary>
    public long Number { get; set; }
}
