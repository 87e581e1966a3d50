using Dataflow.Triggers;

namespace Dataflow.Engine.Triggers;

/// <summary>A trigger's machine, and what the engine asks it once: what it needs to be woken for.</summary>
internal sealed class CompiledTrigger
{
    private readonly long[] initial;

    public CompiledTrigger(Trigger trigger, bool isMerging)
    {
        var layout = new StateLayout();
        Root = Compile(trigger, isMerging, layout);
        initial = layout.Initial();
        MayFinish = trigger.MayFinish;
        UsesEnd = AnyIs(trigger, static each => each is DefaultTrigger or AfterWatermarkTrigger);
        UsesClock = AnyIs(trigger, static each => each is AfterProcessingTimeTrigger);
        AlwaysFiresAtEnd = trigger is DefaultTrigger or AfterWatermarkTrigger or RepeatedlyTrigger { Repeated: DefaultTrigger or AfterWatermarkTrigger };
    }

    public TriggerMachine Root { get; }

    /// <summary>Whether it may finish, after which a window takes no more elements.</summary>
    public bool MayFinish { get; }

    /// <summary>Whether it must be asked when the watermark passes a window's end (rule 34).</summary>
    public bool UsesEnd { get; }

    /// <summary>Whether it may set timers for processing time.</summary>
    public bool UsesClock { get; }

    /// <summary>Whether nothing is left in a window when the watermark has passed its end.</summary>
    public bool AlwaysFiresAtEnd { get; }

    public long[] NewState() => (long[])initial.Clone();

    public void CopyInitial(long[] state) => initial.CopyTo(state, 0);

    private static bool AnyIs(Trigger trigger, Func<Trigger, bool> test) => test(trigger) || Parts(trigger).Any(part => AnyIs(part, test));

    private static IEnumerable<Trigger> Parts(Trigger trigger) => trigger switch
    {
        AfterWatermarkTrigger watermark => new[] { watermark.Early, watermark.Late }.OfType<Trigger>(),
        RepeatedlyTrigger repeatedly => [repeatedly.Repeated],
        OrFinallyTrigger orFinally => [orFinally.Main, orFinally.Until],
        CompositeTrigger composite => composite.Triggers,
        _ => [],
    };

    private static TriggerMachine Compile(Trigger trigger, bool isMerging, StateLayout layout)
    {
        TriggerMachine Of(Trigger part) => Compile(part, isMerging, layout);
        TriggerMachine[] All(CompositeTrigger composite) => [.. composite.Triggers.Select(Of)];
        return trigger switch
        {
            DefaultTrigger => new DefaultMachine(layout),
            NeverTrigger => new NeverMachine(layout),
            AfterCountTrigger count => new AfterCountMachine(count.Count, layout),
            AfterProcessingTimeTrigger time => new AfterProcessingTimeMachine(new ClockTarget(time), layout),
            AfterWatermarkTrigger watermark => new AfterWatermarkMachine(
                watermark.Early is { } early ? Of(early) : new NeverMachine(layout), watermark.Late is { } late ? Of(late) : null, isMerging, layout),
            RepeatedlyTrigger repeatedly => new RepeatedlyMachine(Of(repeatedly.Repeated), layout),
            AfterFirstTrigger first => new AfterFirstMachine(All(first), layout),
            AfterAllTrigger all => new AfterAllMachine(All(all), layout),
            AfterEachTrigger each => new AfterEachMachine(All(each), isMerging, layout),
            OrFinallyTrigger orFinally => new OrFinallyMachine(Of(orFinally.Main), Of(orFinally.Until), layout),
            _ => throw new NotSupportedException($"The local runner has no machine for '{trigger}'."),
        };
    }
}
