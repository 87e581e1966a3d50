using System.Runtime.CompilerServices;

namespace Dataflow.Engine.Early;

/// <summary>What a key has in a window whose panes come early after a delay.</summary>
internal struct EarlyCell<TAccumulator>
{
    /// <summary>What the next pane holds.</summary>
    public TAccumulator Accumulator;

    /// <summary>
    /// How many elements it holds that no pane has emitted, or the greatest number there is, where they are more. From the first of them on a timer waits for it, until the end of the window.
    /// </summary>
    public int Pending;

    /// <summary>How many panes it has emitted (rule 12).</summary>
    public int Panes;

    /// <summary>Counts an element, and says whether it is the first that no pane has emitted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Begin()
    {
        var before = Pending;
        Pending = Math.Min(before, int.MaxValue - 1) + 1;
        return before == 0;
    }
}
