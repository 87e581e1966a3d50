using System.Globalization;

namespace Dataflow.Triggers;

/// <summary>Fires when a pane has so many elements, and finishes (rule 43).</summary>
public sealed record AfterCountTrigger : Trigger
{
    internal AfterCountTrigger(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Count = count;
    }

    /// <summary>How many elements, at least 1. A retraction counts as one.</summary>
    public int Count { get; }

    internal override bool MayFinish => true;

    internal override bool MayFireEarly => true;

    internal override bool MayFireAgain => false;

    internal override Trigger Continuation => new AfterCountTrigger(1);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"AfterCount({Count})");
}
