using System.Diagnostics;

namespace Dataflow.Engine.Early;

/// <content>What holds between any two calls; checked in a debug build.</content>
internal sealed partial class EarlyTimers<TKey, TAccumulator>
{
    [Conditional("DEBUG")]
    public void CheckInvariants()
    {
        Debug.Assert(entries.Sum(static entry => entry.Cells) == Kept, "An entry has lost cells.");
        Debug.Assert(entries.Where(static entry => !entry.IsOutdated).Sum(static entry => entry.Cells) == Count, $"There are not {Count} timers.");
        Debug.Assert(entries.Zip(entries.Skip(1)).All(static pair => pair.First.Due <= pair.Second.Due), "A timer is due before an earlier one.");
        Debug.Assert(NextDue == (entries.TryPeek(out var next) ? next.Due : long.MaxValue), "The next timer is not the first.");
    }
}
