using Dataflow.Panes;
using Dataflow.Windowing;
using static Dataflow.Reference.Signal;

namespace Dataflow.Reference;

/// <summary>Groups elements by key and window, one signal at a time, every value kept (rule 2).</summary>
/// <param name="strategy">The windowing.</param>
/// <param name="combine">The output for the elements of a pane, some of which may be taken out; null if there is none for no element (decision 0016).</param>
/// <param name="windowRules">The rules of windows that have no text.</param>
public sealed class Grouping(WindowingStrategy strategy, Func<IReadOnlyList<Element>, string?> combine, WindowRules? windowRules = null)
{
    private readonly WindowRules rules = windowRules ?? WindowRules.Of(strategy.WindowFn);
    private readonly AccumulationMode mode = strategy.AccumulationMode ?? AccumulationMode.Discarding;
    private readonly List<Group> groups = [];
    private readonly List<Signal> output = [];
    private Int128 watermark = Start;
    private Int128 outputWatermark = Start;
    private Int128 clock = Start;
    private bool isInstantOver;
    private int taken;

    public List<Late> Late { get; } = [];

    /// <summary>How many keys in windows it holds.</summary>
    public int OpenGroups => groups.Count;

    /// <summary>Takes a signal and gives all its consequences (rule 60).</summary>
    public IReadOnlyList<Signal> Take(Signal signal)
    {
        output.Clear();
        taken++;
        switch (signal)
        {
            case Element element:
                rules.Assign(element).Distinct().ToList().ForEach(window => Take(element, window));
                break;
            case ClockAt now: // Rule 45: a timer runs when the clock passes its target, with the clock at it. The order is decision 0012's.
                var timers = groups.SelectMany(group => group.Trigger.Targets.Where(target => target >= clock && target < now.Time).Distinct().Select(target => (target, group)));
                foreach (var (target, group) in timers.OrderBy(t => (t.target, t.group.Window.End, t.group.Window.Start, t.group.First)).ToList())
                {
                    if (group.Trigger.IsFinished || !group.Trigger.Targets.Contains(target))
                    {
                        continue; // A window that has closed waits for nothing.
                    }

                    output.Add(new ClockAt(clock = target));
                    isInstantOver = true;
                    FireIfReady(group);
                    isInstantOver = false;
                }

                output.Add(new ClockAt(clock = now.Time));
                break;
            case WatermarkAt to: // Rule 36: what passes its end and its expiry at once emits once.
                var due = groups.Select(group => (Time: Deadline(group), group)).Where(d => d.Time <= to.Time);
                var inOrder = due.OrderBy(d => (d.Time, d.group.Window.End, d.group.Window.Start, d.group.First)).ToList();
                watermark = to.Time;
                inOrder.ForEach(d => Look(d.group));
                break;
        }

        // Rule 15. Behind inclusive sessions the watermark is a tick late (decision 0018).
        var held = groups.SelectMany(Holds).Append(watermark == End ? End : watermark - rules.EndsIncluded).Min();
        output.AddRange(held > outputWatermark ? [new WatermarkAt(outputWatermark = held)] : Array.Empty<Signal>());
        return output;
    }

    private Int128 Completion(Interval window) => Clamp(window.End + rules.EndsIncluded);

    // Rules 24 and 27: expired when the watermark is past the last instant plus the allowed lateness.
    private Int128 Expiry(Interval window) => Clamp(Completion(window) + Ticks(strategy.AllowedLateness));

    // Rule 34: without a trigger that asks for the end a window is looked at when it expires.
    private Int128 Deadline(Group group) => !group.Trigger.IsFinished && group.Trigger.AsksForEnd && watermark < Completion(group.Window) ? Completion(group.Window) : Expiry(group.Window);

    private Now NowFor(Group group) => new(clock, isInstantOver, watermark >= Completion(group.Window), rules.Merge is not null);

    // Rules 16 and 17: an element that waits for its pane. Decision 0013: a pane that may be retracted before its window's last instant.
    private IEnumerable<Int128> Holds(Group group) => group.Trigger.IsFinished && rules.Merge is null ? [] : group.Standing
        .Where(pane => pane.Time < group.Window.Last).Select(pane => Clamp(pane.Time + Ticks(strategy.AllowedLateness))).Concat(group.Hold is { } hold ? [hold] : []);

    private void Take(Element element, Interval window)
    {
        if (element.IsRetraction && rules.Merge is not null)
        {
            TakeBack(element, window);
            return;
        }

        var group = rules.Merge is null ? GroupOf(element.Key, window) : MergedGroupOf(element.Key, window);
        if (group is null || group.Trigger.IsFinished) // Rules 24 and 26, choice 8.
        {
            Late.Add(new Late(element, group?.Window ?? window, watermark, group is null ? LateReason.Expired : LateReason.Closed));
            return;
        }

        var equal = element.IsRetraction ? group.Held.Find(held => !held.Element.IsRetraction && held.Element.Value == element.Value) : default;
        if (!group.Held.Remove(equal)) // Choice 7: taken out again. What a discarding pane has emitted is taken from the next.
        {
            group.Held.Add((element, window, taken));
        }

        Count(group, element);
        FireIfReady(group);
    }

    private void Count(Group group, Element element)
    {
        (group.IsPending, group.HasNew, group.Balance) = (true, true, group.Balance + (element.IsRetraction ? -1 : 1));
        var time = Int128.Max(element.Time, rules.Period == 0 ? Start : group.Window.End - rules.Period); // Rule 7.
        var (isLatest, isAtEnd) = (strategy.TimestampCombiner == TimestampCombiner.Latest, strategy.TimestampCombiner == TimestampCombiner.EndOfWindow);
        if (watermark < Completion(group.Window))
        {
            // Rules 16 to 18 by the group's own history (decision 0003): what is behind the watermark does not count, but its pane is still to come.
            var counts = !isAtEnd && (time >= watermark || (isLatest && time >= group.OutputTime));
            group.OutputTime = !counts ? group.OutputTime : isLatest ? Int128.Max(time, group.OutputTime ?? time) : Int128.Min(time, group.OutputTime ?? time);
            group.Hold = group.OutputTime is not null ? group.PaneTime : group.Hold ?? group.Window.Last;
        }

        group.Trigger.OnElement(NowFor(group));
    }

    private Group? GroupOf(string key, Interval window) =>
        groups.Find(group => group.Key == key && group.Window == window) ?? (watermark >= Expiry(window) ? null : Open(key, window));

    private Group Open(string key, Interval window)
    {
        groups.Add(new Group(key, window, taken, new TriggerState(strategy.Trigger)) { CameBeforeEnd = watermark < Completion(window) });
        return groups[^1];
    }

    // Rules 9 and 10: windows merge before the element is taken. Choice 15: lateness is judged by what they become.
    private Group? MergedGroupOf(string key, Interval window)
    {
        var own = groups.Where(group => group.Key == key).ToList();
        if (own.Find(group => group.Window == window) is { } present) // Decision 0014: a window that is there changes nothing.
        {
            return present;
        }

        var results = Merged(own.Select(group => group.Window).Append(window));
        Interval Into(Interval from) => results.Single(result => result.Start <= from.Start && from.Start < result.End);
        if (watermark >= Expiry(Into(window)))
        {
            return null;
        }

        foreach (var merged in own.GroupBy(group => Into(group.Window)).Where(set => set.Count() > 1 || set.Single().Window != set.Key))
        {
            var group = Merge(key, merged.Key, [.. merged.OrderBy(group => group.First)]);
            if (merged.Key != Into(window))
            {
                Look(group);
            }
        }

        return GroupOf(key, Into(window));
    }

    private List<Interval> Merged(IEnumerable<Interval> windows) => [.. rules.Merge!(windows.Distinct().OrderBy(window => (window.Start, window.End)))];

    private Group Merge(string key, Interval into, List<Group> merged)
    {
        var same = merged.Find(group => group.Window == into); // Rule 12: pane history belongs to the exact window.
        var group = new Group(key, into, merged[0].First, same?.Trigger ?? new TriggerState(strategy.Trigger));
        group.Held.AddRange(merged.SelectMany(other => other.Held).OrderBy(held => held.Number));
        group.Standing.AddRange(merged.SelectMany(other => other.Standing)); // Rule 58: each is retracted when the merged window fires.
        (group.Balance, group.IsPending) = (merged.Sum(other => other.Balance), merged.Exists(other => other.IsPending));
        group.HasNew = merged.Exists(other => other.HasNew) || (same is null && mode != AccumulationMode.Discarding && group.Balance != 0);
        (group.CameBeforeEnd, group.Panes, group.NonSpeculativePanes) = same is null ? (watermark < Completion(into), 0, 0) : (same.CameBeforeEnd, same.Panes, same.NonSpeculativePanes);
        var times = merged.Select(other => other.OutputTime);
        group.OutputTime = strategy.TimestampCombiner == TimestampCombiner.Latest ? times.Max() : times.Min();
        group.Hold = group.OutputTime is not null || merged.Exists(other => other.Hold <= into.Last) || (group.HasNew && watermark < Completion(into)) ? group.PaneTime : null; // Rule 20.
        group.Trigger.OnMerge(NowFor(group), [.. merged.Select(other => other.Trigger)]);
        groups.RemoveAll(merged.Contains);
        groups.Add(group);
        if (group.Trigger.IsFinished && group.IsPending)
        {
            Emit(group, isLast: true); // Decision 0019: what was accepted before it met a window that had closed.
        }

        return group;
    }

    // Decision 0014: without an element a window may be shorter, be two, or be none.
    private void TakeBack(Element element, Interval window)
    {
        foreach (var group in groups.Where(group => group.Key == element.Key).OrderBy(group => (group.Window.Start, group.Window.End)).ToList())
        {
            var isHere = group.Held.FindIndex(held => held.Window == window && held.Element.Value == element.Value);
            if (group.Trigger.IsFinished && group.Window.Start <= window.Start && window.End <= group.Window.End)
            {
                Late.Add(new Late(element, group.Window, watermark, LateReason.Closed));
                return;
            }

            if (!group.Trigger.IsFinished && isHere >= 0)
            {
                group.Held.RemoveAt(isHere);
                Replace(group, element);
                return;
            }
        }

        Late.Add(new Late(element, window, watermark, watermark >= Expiry(window) ? LateReason.Expired : LateReason.Closed));
    }

    private void Replace(Group group, Element element)
    {
        var own = groups.Where(other => rules.StandAlone ? other == group : other.Key == group.Key).OrderBy(other => (other.Window.Start, other.Window.End)).ToList();
        var open = own.FindAll(other => !other.Trigger.IsFinished);
        var results = own.Exists(other => other.Held.Count > 0) ? Merged(own.SelectMany(other => other.Held.Select(held => held.Window))) : [];
        Interval Into(Interval from) => results.Single(result => result.Start <= from.Start && from.Start < result.End);
        bool IsChanged(Group of) => of.Held.Count == 0 || open.Exists(other => other.Held.Exists(held => (Into(held.Window) == of.Window) != (other == of)));
        var changed = open.FindAll(IsChanged);
        if (!changed.Contains(group))
        {
            Count(group, element);
            FireIfReady(group);
        }

        changed.ForEach(Retract);
        groups.RemoveAll(changed.Contains);
        var left = changed.SelectMany(other => other.Held).OrderBy(held => held.Number).ToList();
        var parts = results.FindAll(result => left.Exists(held => Into(held.Window) == result)).ConvertAll(window => groups.Find(other => other.Key == group.Key && other.Window == window) ?? Open(group.Key, window));
        foreach (var held in left)
        {
            var part = parts.Single(part => part.Window == Into(held.Window));
            part.Held.Add(held);
            Count(part, held.Element);
        }

        foreach (var part in parts)
        {
            // Decision 0020: what waited on time, and can still be in time.
            part.Hold ??= changed.Exists(other => other.Hold <= part.Window.Last && other.Held.Exists(held => Into(held.Window) == part.Window)) ? part.Window.Last : null;
            if (part.Trigger.IsFinished)
            {
                Emit(part, isLast: true); // Decision 0019, as where windows merge.
            }
            else
            {
                Look(part);
            }
        }
    }

    private void Look(Group group)
    {
        if (watermark < Expiry(group.Window))
        {
            FireIfReady(group);
            return;
        }

        if (!group.Trigger.IsFinished) // Rule 27.
        {
            Emit(group, isLast: true);
        }

        groups.Remove(group);
    }

    // Choice 1: after every element. Rule 52: when the root has finished the window is closed.
    private void FireIfReady(Group? group)
    {
        if (group is { Trigger.IsFinished: false } && group.Trigger.IsReady(NowFor(group)))
        {
            group.Trigger.OnFire(NowFor(group));
            Emit(group, group.Trigger.IsFinished);
        }
    }

    private void Emit(Group group, bool isLast)
    {
        // Rule 30, choice 14: EARLY* ON_TIME? LATE*.
        var timing = watermark < Completion(group.Window) ? PaneTiming.Early
            : group.CameBeforeEnd && group.NonSpeculativePanes == 0 ? PaneTiming.OnTime : PaneTiming.Late;

        // Rules 32 and 33. Decision 0013: what was all taken back before anything was emitted leaves nothing to say.
        var isDemanded = group.HasNew || (timing == PaneTiming.OnTime && strategy.OnTimeBehavior == OnTimeBehavior.FireAlways)
            || (isLast && strategy.ClosingBehavior == ClosingBehavior.FireAlways);
        if (isDemanded && (group.Panes > 0 || group.Balance != 0 || group.Standing.Count > 0))
        {
            Retract(group); // Rule 57: the retraction comes first.
            if (combine([.. group.Held.Select(held => held.Element)]) is { } value && (mode != AccumulationMode.Retracting || group.Balance != 0))
            {
                var info = new PaneInfo(timing, group.Panes, timing == PaneTiming.Early ? -1 : group.NonSpeculativePanes++, group.Panes++ == 0, isLast); // Rule 31.
                var pane = new Pane(group.Key, value, group.PaneTime, false, group.Window, info, clock, watermark);
                output.Add(pane);
                group.Standing.AddRange(mode == AccumulationMode.Retracting ? [pane] : Array.Empty<Pane>());
            }
        }

        (group.HasNew, group.IsPending, group.OutputTime, group.Hold) = (false, false, null, null); // Rule 19.
        group.Held.RemoveAll(_ => mode == AccumulationMode.Discarding); // Rule 56.
    }

    // Choice 6: as it was emitted, each under its own window.
    private void Retract(Group group)
    {
        output.AddRange(group.Standing.OrderBy(pane => (pane.Window.End, pane.Window.Start)).Select(pane => pane with { IsRetraction = true, Clock = clock, Watermark = watermark }));
        group.Standing.Clear();
    }

    /// <summary>A key in a window.</summary>
    private sealed class Group(string key, Interval window, int first, TriggerState trigger)
    {
        public readonly string Key = key;
        public readonly Interval Window = window;

        /// <summary>The place of its first element among all that the step has taken.</summary>
        public readonly int First = first;
        public readonly TriggerState Trigger = trigger;
        public readonly List<(Element Element, Interval Window, int Number)> Held = [];

        /// <summary>The panes that were emitted and are not retracted.</summary>
        public readonly List<Pane> Standing = [];

        /// <summary>Whether it holds what no pane has held, and whether there is news since the last firing (rule 33).</summary>
        public bool IsPending, HasNew;
        public bool CameBeforeEnd;
        public int Balance, Panes, NonSpeculativePanes;
        public Int128? OutputTime, Hold;

        /// <summary>Rule 18: the last instant where nothing counts, and never beyond that.</summary>
        public Int128 PaneTime => Int128.Min(OutputTime ?? Window.Last, Window.Last);
    }
}
