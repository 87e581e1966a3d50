using Dataflow.Engine.Triggers;
using Dataflow.Triggers;

namespace Dataflow.Engine.Tests.Triggers;

/// <summary>A window's trigger, with the times in ticks; the window ends at 100.</summary>
internal sealed class TriggerCell(string trigger, bool isMerging = false)
{
    private const long End = 100;

    private readonly CompiledTrigger compiled = new(Trigger.Parse(trigger), isMerging);
    private long[]? state;

    public long Watermark { get; set; }

    public long Clock { get; set; }

    public bool IsReady => compiled.Root.ShouldFire(Context);

    public bool IsFinished => compiled.Root.IsFinished(State);

    public int Quiet => compiled.Root.Quiet(Context);

    public long Target => compiled.Root.NextTarget(State, Clock);

    private long[] State => state ??= compiled.NewState();

    private TriggerContext Context => new(State, End, Watermark, Clock, isInstantOver: false);

    public TriggerCell Take(int count = 1)
    {
        if (count > 0)
        {
            compiled.Root.OnElements(Context, count);
        }

        return this;
    }

    public TriggerCell Fire()
    {
        Assert.True(IsReady, "It is not ready.");
        compiled.Root.OnFire(Context);
        return this;
    }

    /// <summary>Merges it alone into its own window.</summary>
    public TriggerCell Merge()
    {
        compiled.Root.OnMerge(Context, [[.. State]]);
        return this;
    }
}
