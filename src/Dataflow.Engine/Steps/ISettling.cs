namespace Dataflow.Engine.Steps;

/// <summary>A step that holds input back until what belongs together is there.</summary>
internal interface ISettling
{
    /// <summary>Whether what it holds when another step fails came before the failure, so that one worker would have sent it on by then.</summary>
    bool SettlesAfterFailure { get; }

    /// <summary>Sends on what it holds. Called after each batch of a source, in the order of the graph; all of it is then sent.</summary>
    void Settle();
}
