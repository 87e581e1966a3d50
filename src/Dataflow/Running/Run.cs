using System.Runtime.ExceptionServices;
using Dataflow.Engine.Steps;
using Dataflow.Planning;
using Dataflow.Time;

namespace Dataflow.Running;

/// <summary>
/// A run of a plan. Sources advance together: the next elements come from the source whose watermark is the least, the first
/// declared of equal ones, cut at the very element at which that changes.
/// </summary>
internal sealed class Run(Plan plan, RunOptions options) : IAsyncDisposable
{
    private readonly Pace? pace = options.Pacing?.Begin();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        plan.Stop.Token = cancellationToken;
        foreach (var source in plan.Sources)
        {
            await source.OpenAsync(options.BatchSize, cancellationToken).ConfigureAwait(false);
        }

        foreach (var sink in plan.Sinks)
        {
            sink.Open();
        }

        while (NextSource() is { } source)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!source.HasBatch)
            {
                await LoadAsync(source, cancellationToken).ConfigureAwait(false);
            }

            Send(source);
            if (plan.SettlesEachBatch)
            {
                Settle();
            }

            await FlushAsync(cancellationToken).ConfigureAwait(false);
            Report();
        }

        Settle();
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        CheckConservation();
        foreach (var sink in plan.Sinks)
        {
            await sink.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public RunResult Result() => new([.. plan.Counters.Values.Select(all =>
    {
        var sum = Sum(all);
        var state = plan.Stateful.Where(step => step.Name == sum.Name).ToArray();
        return new StepResult(sum.Name, sum.In, sum.Out, sum.Filtered, sum.InPanes, sum.Expired + sum.Closed)
        {
            Expired = sum.Expired,
            Closed = sum.Closed,
            Unassigned = sum.Unassigned,
            Retractions = sum.Retractions,
            OpenWindows = state.Sum(step => step.OpenWindowCount),
            OpenCells = state.Sum(step => step.CellCount),
            PendingTimers = state.Sum(step => step.TimerCount),
        };
    })]);

    /// <summary>Disposes everything, also when something fails at it; throws the first failure then.</summary>
    public async ValueTask DisposeAsync()
    {
        ExceptionDispatchInfo? failure = null;
        plan.Disposables.ForEach(disposable => disposable.Dispose());
        foreach (var dispose in plan.Sources.Select(source => (Func<ValueTask>)source.DisposeAsync).Concat(plan.Sinks.Select(sink => (Func<ValueTask>)sink.DisposeAsync)))
        {
            try
            {
                await dispose().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                failure ??= ExceptionDispatchInfo.Capture(e);
            }
        }

        failure?.Throw();
    }

    private SourceDriver? NextSource() => plan.Sources.Where(source => !source.HasEnded).MinBy(source => source.Watermark);

    // A source may go on until its watermark passes that of the one that is next; sources declared later wait for equal ones.
    private long LimitFor(SourceDriver source)
    {
        var limit = EventTime.EndTicks;
        var isAfter = true;
        foreach (var other in plan.Sources)
        {
            if (other == source)
            {
                isAfter = false;
            }
            else if (!other.HasEnded)
            {
                limit = Math.Min(limit, isAfter ? other.Watermark - 1 : other.Watermark);
            }
        }

        return limit;
    }

    private async ValueTask LoadAsync(SourceDriver source, CancellationToken cancellationToken)
    {
        var load = source.LoadAsync(cancellationToken);
        if (!load.IsCompleted)
        {
            // The source makes us wait: time to send on what was held back.
            Settle();
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await load.ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What the source gave before it failed is still worth its results.
            Settle();
            await FlushAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }

        for (var wait = pace?.WaitFor(source.Clock) ?? TimeSpan.Zero; wait > TimeSpan.Zero; wait = pace!.WaitFor(source.Clock))
        {
            await pace!.DelayAsync(wait, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Send(SourceDriver source)
    {
        try
        {
            source.Send(LimitFor(source));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            SettleAfterFailure();
            throw;
        }
    }

    // One worker would have been done with what several have under way: it comes out, or its failure comes first. What is further down the graph came before.
    private void SettleAfterFailure()
    {
        var steps = plan.Settling.Where(step => step.SettlesAfterFailure).ToList();
        for (var first = steps.Count - 1; first >= 0; first--)
        {
            foreach (var step in steps.Skip(first))
            {
                step.Settle();
            }
        }
    }

    private void Settle()
    {
        foreach (var step in plan.Settling)
        {
            step.Settle();
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var sink in plan.Sinks)
        {
            await sink.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Report() => options.Progress?.Set(
        plan.Sources.Sum(source => source.Elements),
        plan.Sources.Where(source => !source.HasEnded).Select(source => source.Watermark).DefaultIfEmpty(EventTime.EndTicks).Min());

    // Laws 4 and 5: nothing disappears in silence, and state has a named clearing moment. A breach is a fault of the engine.
    private void CheckConservation()
    {
        foreach (var all in plan.Counters.Values)
        {
            var sum = Sum(all);
            if (!sum.IsBalanced)
            {
                throw new InvalidOperationException(
                    $"The engine lost elements in '{sum.Name}': {sum.In} came in, {sum.Out} went out, {sum.Filtered} were filtered, "
                    + $"{sum.InPanes} are in panes, {sum.Expired + sum.Closed} were late and {sum.Pending} are left.");
            }
        }

        if (plan.Stateful.FirstOrDefault(step => step.OpenWindowCount + step.CellCount + step.TimerCount != 0) is { } step)
        {
            throw new InvalidOperationException($"The engine left {step.OpenWindowCount} windows with {step.CellCount} cells and {step.TimerCount} timers open in '{step.Name}' at the end of time.");
        }
    }

    private static StepCounters Sum(List<StepCounters> all)
    {
        var sum = all[0].Fresh();
        foreach (var counters in all)
        {
            sum.Add(counters);
        }

        return sum;
    }
}
