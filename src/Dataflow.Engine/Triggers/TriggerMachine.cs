namespace Dataflow.Engine.Triggers;

/// <summary>
/// A trigger as the engine runs it. The machine is shared by all cells; what it remembers of one stands in the cell's state, in the places
/// that it was given when it was compiled.
/// </summary>
/// <remarks>Source: semantics, part E.</remarks>
internal abstract class TriggerMachine(StateLayout layout)
{
    private readonly StateBit finished = layout.AddBit();

    public bool IsFinished(long[] state) => finished.Get(state);

    public void SetFinished(long[] state, bool value) => finished.Set(state, value);

    /// <summary>Takes note of elements: of one, or of several that came since it was asked last and that <see cref="Quiet"/> had room for.</summary>
    public abstract void OnElements(in TriggerContext context, int count);

    /// <summary>Whether a pane is to be emitted now.</summary>
    public abstract bool ShouldFire(in TriggerContext context);

    /// <summary>How many more elements alone cannot make it ready, so that it need not be asked nor told of each. It is asked for where windows do not merge.</summary>
    public virtual int Quiet(in TriggerContext context) => 0;

    /// <summary>Takes note of a firing, which it has asked for.</summary>
    public abstract void OnFire(in TriggerContext context);

    /// <summary>
    /// Makes the state of a window that others are merged into: it holds what the window had before, if it is one of them. The others' states
    /// are <paramref name="merged"/>.
    /// </summary>
    public abstract void OnMerge(in TriggerContext context, IReadOnlyList<long[]> merged);

    /// <summary>Forgets what was counted towards the pane, but not what has finished.</summary>
    public virtual void Clear(long[] state)
    {
    }

    /// <summary>Starts anew.</summary>
    public virtual void Reset(long[] state)
    {
        Clear(state);
        SetFinished(state, false);
    }

    /// <summary>The least processing time from <paramref name="from"/> on at which it wants to be asked; <see cref="long.MaxValue"/> for none.</summary>
    public virtual long NextTarget(long[] state, long from) => long.MaxValue;

    /// <summary>Fires a trigger that is repeated without being told so: when it finishes it starts anew.</summary>
    protected static void FireRepeatedly(TriggerMachine machine, in TriggerContext context)
    {
        machine.OnFire(context);
        if (machine.IsFinished(context.State))
        {
            machine.Reset(context.State);
        }
    }
}
