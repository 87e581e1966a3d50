namespace Dataflow.Engine.Triggers;

/// <summary>Fires at the end of the window, by one trigger before it and by another after it (rules 39 to 42).</summary>
internal sealed class AfterWatermarkMachine(TriggerMachine early, TriggerMachine? late, bool isMerging, StateLayout layout) : TriggerMachine(layout)
{
    // Whether the firing at the end of the window has been.
    private readonly StateBit isPast = layout.AddBit();

    public override void OnElements(in TriggerContext context, int count)
    {
        // Where windows merge either part may come into force again.
        if (isMerging || !isPast.Get(context.State))
        {
            early.OnElements(context, count);
        }

        if (isMerging || isPast.Get(context.State))
        {
            late?.OnElements(context, count);
        }
    }

    public override bool ShouldFire(in TriggerContext context) =>
        isPast.Get(context.State) ? late?.ShouldFire(context) ?? false : context.IsEndReached || early.ShouldFire(context);

    public override int Quiet(in TriggerContext context) =>
        isPast.Get(context.State) ? late?.Quiet(context) ?? int.MaxValue : context.IsEndReached ? 0 : early.Quiet(context);

    public override void OnFire(in TriggerContext context)
    {
        var state = context.State;
        if (isPast.Get(state))
        {
            FireRepeatedly(late!, context);
        }
        else if (!context.IsEndReached)
        {
            FireRepeatedly(early, context);
        }
        else
        {
            isPast.Set(state, true);
            early.Reset(state);
            late?.Reset(state);
            SetFinished(state, late is null);
        }
    }

    public override void OnMerge(in TriggerContext context, IReadOnlyList<long[]> merged)
    {
        // Elements of a merged window that has not passed its end have had no chance to fire (rule 42).
        var state = context.State;
        var remainsPast = context.IsEndReached && merged.All(isPast.Get);
        isPast.Set(state, remainsPast);
        SetFinished(state, remainsPast && late is null);
        if (remainsPast)
        {
            early.Reset(state);
            late?.OnMerge(context, merged);
        }
        else
        {
            early.OnMerge(context, merged);
            early.SetFinished(state, false);
            late?.Reset(state);
        }
    }

    public override void Clear(long[] state)
    {
        early.Clear(state);
        late?.Clear(state);
    }

    public override void Reset(long[] state)
    {
        isPast.Set(state, false);
        early.Reset(state);
        late?.Reset(state);
        SetFinished(state, false);
    }

    public override long NextTarget(long[] state, long from) => isPast.Get(state) ? late?.NextTarget(state, from) ?? long.MaxValue : early.NextTarget(state, from);
}
