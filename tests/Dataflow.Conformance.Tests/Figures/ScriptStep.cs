using NodaTime;

namespace Dataflow.Conformance.Tests.Figures;

/// <summary>What happens at an instant of processing time: an input arrives, the watermark moves, or, if neither, the clock comes by.</summary>
internal sealed record ScriptStep(Instant Time, Score? Score = null, Instant? Watermark = null)
{
    /// <summary>At one instant inputs come first, then the watermark; timers run when the clock moves on (choice 2).</summary>
    public int Rank => Score is not null ? 0 : 1;
}
