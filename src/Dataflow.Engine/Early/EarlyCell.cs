namespace Dataflow.Engine.Early;

/// <summary>What a key has in a window whose panes come early after a delay.</summary>
internal struct EarlyCell<TAccumulator>
{
    /// <summary>What the next pane holds.</summary>
    public TAccumulator Accumulator;

    /// <summary>How many elements it holds that no pane has emitted. From the first of them on a timer waits for it, until the end of the window.</summary>
    public int Pending;

    /// <summary>How many panes it has emitted (rule 12).</summary>
    public int Panes;
}
