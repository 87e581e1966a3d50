namespace Dataflow.Triggers;

/// <summary>Fires whenever another trigger does, which starts anew when it has finished (rule 52).</summary>
public sealed record RepeatedlyTrigger : Trigger
{
    internal RepeatedlyTrigger(Trigger repeated)
    {
        ArgumentNullException.ThrowIfNull(repeated);
        Repeated = repeated;
        (Depth, Size) = (DepthAround(repeated), SizeAround(repeated));
    }

    /// <summary>What is repeated.</summary>
    public Trigger Repeated { get; }

    internal override int Depth { get; }

    internal override int Size { get; }

    internal override bool MayFinish => false;

    internal override bool MayFireEarly => Repeated.MayFireEarly;

    internal override bool MayFireAgain => Repeated is not (NeverTrigger or DefaultTrigger or AfterWatermarkTrigger { Early: null });

    internal override Trigger Continuation => Repeated.Continuation as RepeatedlyTrigger ?? new RepeatedlyTrigger(Repeated.Continuation);

    /// <inheritdoc/>
    public override string ToString() => $"Repeatedly({Repeated})";
}
