namespace Dataflow.Engine.Triggers;

/// <summary>A machine made of several.</summary>
internal abstract class CompositeMachine(TriggerMachine[] parts, StateLayout layout) : TriggerMachine(layout)
{
    protected TriggerMachine[] Parts => parts;

    public override void OnElements(in TriggerContext context, int count)
    {
        foreach (var part in parts)
        {
            part.OnElements(context, count);
        }
    }

    public override int Quiet(in TriggerContext context)
    {
        var least = int.MaxValue;
        foreach (var part in parts)
        {
            least = Math.Min(least, part.Quiet(context));
        }

        return least;
    }

    public override void OnMerge(in TriggerContext context, IReadOnlyList<long[]> merged)
    {
        foreach (var part in parts)
        {
            part.OnMerge(context, merged);
        }

        SetFinished(context.State, IsFinishedByParts(context.State));
    }

    public override void Clear(long[] state)
    {
        foreach (var part in parts)
        {
            part.Clear(state);
        }
    }

    public override void Reset(long[] state)
    {
        foreach (var part in parts)
        {
            part.Reset(state);
        }

        SetFinished(state, false);
    }

    public override long NextTarget(long[] state, long from)
    {
        var least = long.MaxValue;
        foreach (var part in parts)
        {
            least = Math.Min(least, part.NextTarget(state, from));
        }

        return least;
    }

    /// <summary>Whether it has finished, to judge by its parts.</summary>
    protected abstract bool IsFinishedByParts(long[] state);

    protected bool AnyIsFinished(long[] state)
    {
        foreach (var part in parts)
        {
            if (part.IsFinished(state))
            {
                return true;
            }
        }

        return false;
    }

    protected bool AllAreFinished(long[] state)
    {
        foreach (var part in parts)
        {
            if (!part.IsFinished(state))
            {
                return false;
            }
        }

        return true;
    }
}
