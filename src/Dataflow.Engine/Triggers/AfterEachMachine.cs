namespace Dataflow.Engine.Triggers;

/// <summary>Fires as one part after the other does, each until it finishes (rule 50).</summary>
internal sealed class AfterEachMachine(TriggerMachine[] parts, bool isMerging, StateLayout layout) : CompositeMachine(parts, layout)
{
    public override void OnElements(in TriggerContext context, int count)
    {
        if (isMerging)
        {
            // A part that has finished may come into force again.
            base.OnElements(context, count);
        }
        else
        {
            Current(context.State)?.OnElements(context, count);
        }
    }

    public override bool ShouldFire(in TriggerContext context) => Current(context.State)?.ShouldFire(context) ?? false;

    public override int Quiet(in TriggerContext context) => Current(context.State)?.Quiet(context) ?? int.MaxValue;

    public override void OnFire(in TriggerContext context)
    {
        Current(context.State)?.OnFire(context);
        if (isMerging)
        {
            Clear(context.State);
        }

        SetFinished(context.State, AllAreFinished(context.State));
    }

    public override void OnMerge(in TriggerContext context, IReadOnlyList<long[]> merged)
    {
        var haveFinished = true;
        foreach (var part in Parts)
        {
            if (haveFinished)
            {
                part.OnMerge(context, merged);
                haveFinished = part.IsFinished(context.State);
            }
            else
            {
                part.Reset(context.State);
            }
        }

        SetFinished(context.State, haveFinished);
    }

    public override long NextTarget(long[] state, long from) => Current(state)?.NextTarget(state, from) ?? long.MaxValue;

    protected override bool IsFinishedByParts(long[] state) => AllAreFinished(state);

    private TriggerMachine? Current(long[] state)
    {
        foreach (var part in Parts)
        {
            if (!part.IsFinished(state))
            {
                return part;
            }
        }

        return null;
    }
}
