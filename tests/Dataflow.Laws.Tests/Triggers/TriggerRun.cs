using Dataflow.Engine.Triggers;
using Dataflow.Reference;
using Dataflow.Time;

namespace Dataflow.Laws.Tests.Triggers;

/// <summary>Does to windows what a case says, as a grouping would, by the engine's machine and by the specification, and compares them after all that happens.</summary>
internal sealed class TriggerRun(TriggerCase input)
{
    private readonly CompiledTrigger compiled = new(input.Trigger, input.IsMerging);
    private readonly List<TriggerWindow> windows = [];
    private TriggerTimes times = new(input.Clock, false, 0, input.IsMerging);

    /// <returns>How many elements came.</returns>
    public long Check()
    {
        var elements = 0L;
        foreach (var move in input.Moves)
        {
            elements += Do(move);
            windows.ForEach(Compare);
        }

        return elements;
    }

    private int Do(TriggerMove move)
    {
        switch (move.Kind)
        {
            case TriggerMoveKind.Open:
                windows.Add(new TriggerWindow(times.Watermark + move.Number, compiled.NewState(), new TriggerState(input.Trigger)));
                return 0;
            case TriggerMoveKind.Elements when windows.Count > 0 && windows[move.At % windows.Count] is { Specified.IsFinished: false } window:
                return Take(window, move.Number);
            case TriggerMoveKind.Clock:
                MoveClock(EventTime.Add(times.Clock, move.Number));
                return 0;
            case TriggerMoveKind.Watermark:
                MoveWatermark(times.Watermark + move.Number);
                return 0;
            case TriggerMoveKind.Merge when input.IsMerging && move.Number > 0 && windows.Count > 0:
                Merge(move);
                return 0;
            default:
                return 0;
        }
    }

    // What a machine has room for it is told at once, and the specification of each; it is not asked, and would not be ready.
    private int Take(TriggerWindow window, int count)
    {
        var quiet = input.IsMerging ? 0 : Math.Min(count, compiled.Root.Quiet(window.ContextAt(times)));
        for (var i = 0; i < quiet; i++)
        {
            window.Specified.OnElement(window.NowAt(times));
            Assert.False(window.Specified.IsReady(window.NowAt(times)), $"It is ready at element {i + 1} of {quiet} that the machine has room for.");
        }

        window.IsPending |= quiet > 0;
        if (quiet > 0)
        {
            compiled.Root.OnElements(window.ContextAt(times), quiet);
            Compare(window);
        }

        for (var i = quiet; i < count && !window.Specified.IsFinished; i++)
        {
            window.IsPending = true;
            window.Specified.OnElement(window.NowAt(times));
            compiled.Root.OnElements(window.ContextAt(times), 1);
            FireIfReady(window);
        }

        return count;
    }

    private void MoveClock(long to)
    {
        var due = windows.SelectMany(window => window.Specified.Targets.Where(target => target >= times.Clock && target < to).Distinct().Select(target => (Target: (long)target, Window: window)));
        foreach (var (target, window) in due.OrderBy(due => due.Target).ToList())
        {
            if (!window.Specified.IsFinished && window.Specified.Targets.Contains(target))
            {
                times = times with { Clock = target, IsInstantOver = true };
                FireIfReady(window);
                times = times with { IsInstantOver = false };
            }
        }

        times = times with { Clock = to };
    }

    private void MoveWatermark(long to)
    {
        var due = windows.FindAll(window => times.Watermark < window.End && window.End <= to);
        times = times with { Watermark = to };
        foreach (var window in due)
        {
            if (window.Specified is { AsksForEnd: true, IsFinished: false })
            {
                FireIfReady(window);
            }

            Assert.False(compiled.AlwaysFiresAtEnd && window.IsPending && !window.Specified.IsFinished, "It should have fired at the end of the window.");
        }
    }

    // Into the extent of one of them, or into a new one.
    private void Merge(TriggerMove move)
    {
        var merged = Enumerable.Range(move.At, move.Number).Select(at => windows[at % windows.Count]).Distinct().ToList();
        var same = move.At < 4 ? merged.MaxBy(window => window.End) : null;
        var into = new TriggerWindow(
            same?.End ?? merged.Max(window => window.End) + move.Number, same is null ? compiled.NewState() : [.. same.State], same?.Specified ?? new TriggerState(input.Trigger))
        {
            IsPending = merged.Exists(window => window.IsPending),
        };
        compiled.Root.OnMerge(into.ContextAt(times), [.. merged.Select(window => window.State)]);
        into.Specified.OnMerge(into.NowAt(times), [.. merged.Select(window => window.Specified)]);
        windows.RemoveAll(merged.Contains);
        windows.Add(into);
    }

    private void FireIfReady(TriggerWindow window)
    {
        Compare(window);
        if (window.Specified.IsReady(window.NowAt(times)))
        {
            window.Specified.OnFire(window.NowAt(times));
            compiled.Root.OnFire(window.ContextAt(times));
            window.IsPending = false;
            Compare(window);
        }
    }

    private void Compare(TriggerWindow window)
    {
        var (specified, now) = (window.Specified, window.NowAt(times));
        Assert.True(specified.IsFinished == compiled.Root.IsFinished(window.State), $"It should {(specified.IsFinished ? "" : "not ")}have finished.");
        if (specified.IsFinished)
        {
            Assert.True(compiled.MayFinish, "It has finished, which it says it never does.");
            return;
        }

        Assert.True(specified.IsReady(now) == compiled.Root.ShouldFire(window.ContextAt(times)), $"It should {(specified.IsReady(now) ? "" : "not ")}be ready.");
        var target = specified.Targets.Where(target => target >= times.Clock).Append(long.MaxValue).Min();
        Assert.True(target == compiled.Root.NextTarget(window.State, times.Clock), $"It should wait for {target}, not for {compiled.Root.NextTarget(window.State, times.Clock)}.");
    }
}
