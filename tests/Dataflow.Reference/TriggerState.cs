using Dataflow.Triggers;
using static Dataflow.Reference.Signal;

namespace Dataflow.Reference;

/// <summary>Where the times stand when a trigger is asked.</summary>
/// <param name="Clock">Processing time.</param>
/// <param name="IsInstantOver">Whether all else that happens at that instant has happened: timers come after elements and the watermark (choice 2).</param>
/// <param name="IsEndReached">Whether the watermark has passed the window's end.</param>
/// <param name="IsMerging">Whether the windows merge.</param>
public sealed record Now(Int128 Clock, bool IsInstantOver, bool IsEndReached, bool IsMerging);

/// <summary>What a trigger remembers of one window (part E of the semantics).</summary>
public sealed class TriggerState(Trigger trigger)
{
    private readonly TriggerState[] parts = trigger switch
    {
        AfterWatermarkTrigger t => [new(t.Early ?? Trigger.Never), new(t.Late ?? Trigger.Never)],
        RepeatedlyTrigger t => [new(t.Repeated)],
        OrFinallyTrigger t => [new(t.Main), new(t.Until)],
        CompositeTrigger t => [.. t.Triggers.Select(part => new TriggerState(part))],
        _ => [],
    };

    private int seen;
    private Int128? target;
    private bool isPast;

    public bool IsFinished { get; private set; }

    /// <summary>Whether it waits for the end of the window somewhere (rule 34).</summary>
    public bool AsksForEnd => trigger is DefaultTrigger or AfterWatermarkTrigger || parts.Any(part => part.AsksForEnd);

    /// <summary>The instants that it waits for.</summary>
    public IEnumerable<Int128> Targets => target is { } time ? [time] : InForce.SelectMany(part => part.Targets);

    // Rule 40: the early part until the end, the late part after it. Rule 50: one part after the other.
    private IEnumerable<TriggerState> InForce => trigger switch
    {
        AfterWatermarkTrigger => [parts[isPast ? 1 : 0]],
        AfterEachTrigger => parts.Where(part => !part.IsFinished).Take(1),
        _ => parts,
    };

    public void OnElement(Now now)
    {
        seen++; // Rule 43: elements of the pane. Rule 44: the first sets the target; the delay is applied, then rounded up, choice 11.
        target ??= trigger is AfterProcessingTimeTrigger t ? Clamp(RoundUp(t, Clamp(now.Clock + Ticks(t.Delay)))) : null;
        foreach (var part in now.IsMerging ? parts : InForce.ToArray())
        {
            part.OnElement(now); // Rule 50: where windows merge all parts see all elements, since each may come into force again.
        }
    }

    public bool IsReady(Now now) => trigger switch
    {
        DefaultTrigger => now.IsEndReached, // Rule 38: at the end, and for each element after it.
        NeverTrigger => false, // Rule 53.
        AfterCountTrigger t => seen >= t.Count, // Rule 43.
        AfterProcessingTimeTrigger => now.IsInstantOver ? target <= now.Clock : target < now.Clock, // Rule 45.
        AfterWatermarkTrigger => (!isPast && now.IsEndReached) || InForce.Single().IsReady(now), // Rules 39 and 40.
        AfterFirstTrigger => parts.Any(part => part.IsFinished || part.IsReady(now)), // Rule 48.
        AfterAllTrigger => parts.All(part => part.IsFinished || part.IsReady(now)), // Rule 49: at the same evaluation.
        _ => InForce.Any(part => part.IsReady(now)), // Rules 50, 51 and 52.
    };

    public void OnFire(Now now)
    {
        switch (trigger)
        {
            case AfterWatermarkTrigger t when !isPast && now.IsEndReached: // Rule 41: clears both parts. Rule 40: finishes without a late one.
                Array.ForEach(parts, part => part.Reset());
                (isPast, IsFinished) = (true, t.Late is null);
                break;
            case AfterWatermarkTrigger or RepeatedlyTrigger: // Rules 40 and 52: repeats; a part that finishes starts anew.
                var repeated = InForce.Single();
                repeated.OnFire(now);
                (repeated.IsFinished ? repeated : null)?.Reset();
                break;
            case AfterFirstTrigger or AfterAllTrigger: // Rules 48 and 49: what is ready fires, what is not is cleared.
                foreach (var part in parts)
                {
                    (!part.IsFinished && part.IsReady(now) ? part.OnFire : (Action<Now>)(_ => part.Clear()))(now);
                }

                IsFinished = true;
                break;
            case AfterEachTrigger: // Rule 50: finishes with the last. Where windows merge all are cleared at each firing.
                InForce.Single().OnFire(now);
                (now.IsMerging ? this : null)?.Clear();
                IsFinished = parts.All(part => part.IsFinished);
                break;
            case OrFinallyTrigger: // Rule 51: b is not cleared by a's firings.
                var isOver = parts[1].IsReady(now);
                parts[isOver ? 1 : 0].OnFire(now);
                (isOver ? parts[0] : null)?.Clear();
                IsFinished = isOver || parts[0].IsFinished;
                break;
            default:
                Clear();
                IsFinished = trigger is not DefaultTrigger;
                break;
        }
    }

    /// <summary>Takes over what merged windows remember; this is of a new window, or of one of them.</summary>
    public void OnMerge(Now now, IReadOnlyList<TriggerState> merged)
    {
        seen = merged.Sum(other => other.seen); // Rule 43.
        target = IsFinished ? null : merged.Min(other => other.target); // Rule 47.
        isPast = now.IsEndReached && merged.All(other => other.isPast); // Rule 42: otherwise it goes back to the early part.
        for (var i = 0; i < parts.Length; i++)
        {
            var isInForce = trigger is AfterWatermarkTrigger ? (i == 1) == isPast : trigger is not AfterEachTrigger || parts.Take(i).All(part => part.IsFinished);
            if (isInForce)
            {
                parts[i].OnMerge(now, [.. merged.Select(other => other.parts[i])]);
                parts[i].IsFinished &= trigger is not AfterWatermarkTrigger || i == 1; // The early part that comes into force again has not finished.
            }
            else
            {
                parts[i].Reset();
            }
        }

        IsFinished = trigger switch
        {
            AfterCountTrigger => merged.Any(other => other.IsFinished), // Rule 43.
            AfterWatermarkTrigger t => isPast && t.Late is null,
            AfterFirstTrigger or OrFinallyTrigger => parts.Any(part => part.IsFinished),
            AfterAllTrigger or AfterEachTrigger => parts.All(part => part.IsFinished),
            _ => IsFinished,
        };
        seen = IsFinished ? 0 : seen;
    }

    private void Clear()
    {
        (seen, target) = (0, null);
        Array.ForEach(parts, part => part.Clear());
    }

    private void Reset()
    {
        Clear();
        (isPast, IsFinished) = (false, false);
        Array.ForEach(parts, part => part.Reset());
    }

    private static Int128 RoundUp(AfterProcessingTimeTrigger t, Int128 time) => t.Align is { } align ? -Floor(-time, Ticks(align), -Ticks(t.Offset)) : time;
}
