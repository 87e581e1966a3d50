namespace Dataflow.Engine.Keyed;

/// <summary>
/// Whether the step's own thread folds portions beside the other workers. What it folds of a window must be merged, key by key, with what they hold, so it folds only where they
/// cannot keep up: at first it waits for them, a few times, and it goes on after windows were due if an eighth of the portions found the queue full.
/// </summary>
internal sealed class Helping
{
    private const int Patience = 16;
    private const int LeastShare = 8;
    private const int LeastPosted = 128;
    private const int FewPosted = 8;

    private int posted;
    private int full;
    private int sinceSettled;

    /// <summary>Whether it folds.</summary>
    public bool IsOn { get; private set; }

    /// <summary>
    /// Whether it folds what is left when windows are due: also where that is every few portions, as there would be nothing but handing over and waiting otherwise.
    /// </summary>
    public bool IsOnAtEnd => IsOn || sinceSettled < FewPosted;

    /// <summary>Counts a portion.</summary>
    public void OnPosted()
    {
        posted++;
        sinceSettled++;
    }

    /// <summary>Counts a time at which the queue was full, and says whether to fold; else it waits.</summary>
    public bool OnFull()
    {
        full++;
        IsOn |= full > Patience;
        return IsOn;
    }

    /// <summary>When windows are due and all is folded: decides anew and counts from the beginning, unless too few portions were posted to tell.</summary>
    public void OnSettled()
    {
        sinceSettled = 0;
        if (posted >= LeastPosted)
        {
            IsOn = full > posted / LeastShare;
            (posted, full) = (0, 0);
        }
    }
}
