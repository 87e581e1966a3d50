namespace Dataflow.Triggers;

/// <summary>Fires as one trigger does, until another fires once, and finishes with either (rule 51).</summary>
public sealed record OrFinallyTrigger : Trigger
{
    internal OrFinallyTrigger(Trigger main, Trigger until)
    {
        ArgumentNullException.ThrowIfNull(main);
        ArgumentNullException.ThrowIfNull(until);
        (Main, Until) = (main, until);
        (Depth, Size) = (DepthAround(main, until), SizeAround(main, until));
    }

    /// <summary>What fires until the other does.</summary>
    public Trigger Main { get; }

    /// <summary>What fires once and ends it. It counts all elements of the window.</summary>
    public Trigger Until { get; }

    internal override int Depth { get; }

    internal override int Size { get; }

    internal override bool MayFinish => Main.MayFinish || Until is not NeverTrigger;

    internal override bool MayFireEarly => Main.MayFireEarly || Until.MayFireEarly;

    internal override bool MayFireAgain => Main is not NeverTrigger && (!Main.MayFinish || Main.MayFireAgain);

    internal override Trigger Continuation => new RepeatedlyTrigger(new OrFinallyTrigger(Main.Continuation, Until.Continuation));

    /// <inheritdoc/>
    public override string ToString() => $"OrFinally({Main}, {Until})";
}
