using NodaTime;

namespace Dataflow.Triggers;

/// <summary>Fires when the watermark passes the end of the window, repeatedly before that by one trigger, and after it by another (rules 39 to 42).</summary>
public sealed record AfterWatermarkTrigger : Trigger
{
    internal AfterWatermarkTrigger(Trigger? early, Trigger? late)
    {
        (Early, Late) = (early, late);
        (Depth, Size) = (DepthAround(early, late), SizeAround(early, late));
    }

    /// <summary>What fires before the watermark passes the end of the window; null for nothing.</summary>
    public Trigger? Early { get; }

    /// <summary>What fires after that; null if the trigger finishes at the end of the window.</summary>
    public Trigger? Late { get; }

    internal override int Depth { get; }

    internal override int Size { get; }

    internal override bool MayFinish => Late is null;

    internal override bool MayFireEarly => Early?.MayFireEarly ?? false;

    internal override bool MayFireAgain => MayFireEarly;

    internal override Trigger Continuation => new AfterWatermarkTrigger(Early?.Continuation, Late?.Continuation);

    /// <inheritdoc/>
    public override string ToString() => (Early, Late) switch
    {
        (null, null) => "AfterWatermark()",
        (_, null) => $"AfterWatermark(early: {Early})",
        (null, _) => $"AfterWatermark(late: {Late})",
        _ => $"AfterWatermark(early: {Early}, late: {Late})",
    };

    internal override bool IsSafe(Duration lateness) => Late is not null || lateness == Duration.Zero;
}
