using Dataflow.Text;
using NodaTime;

namespace Dataflow.Triggers;

/// <summary>
/// <em>When</em> in processing time the panes of a window are emitted. A value: the engine reads it once, when a pipeline
/// is compiled, and <see cref="object.ToString"/> prints what <see cref="Parse"/> reads, which is close to how it is written in C#.
/// </summary>
/// <remarks>Source: paper section 2.3; semantics, rules 37 to 55. Triggers are evaluated after every element (choice 1).</remarks>
public abstract record Trigger
{
    /// <summary>How deep triggers may be nested.</summary>
    internal const int MaxDepth = 100;

    /// <summary>How many triggers one may be made of.</summary>
    internal const int MaxSize = 1000;

    private protected Trigger()
    {
    }

    /// <summary>Fires when the watermark passes the end of the window, and again for each late element (rule 38).</summary>
    public static Trigger Default { get; } = new DefaultTrigger();

    /// <summary>Never fires: a window is emitted once, when it expires (rule 53).</summary>
    public static Trigger Never { get; } = new NeverTrigger();

    /// <summary>How deep the trigger is nested, from 1.</summary>
    internal virtual int Depth => 1;

    /// <summary>How many triggers it is made of, itself included.</summary>
    internal virtual int Size => 1;

    /// <summary>Whether it may finish, after which a window takes no more elements (rule 52).</summary>
    internal abstract bool MayFinish { get; }

    /// <summary>Whether it may fire before the watermark passes the end of the window.</summary>
    internal abstract bool MayFireEarly { get; }

    /// <summary>Whether it may fire more than once for a window that does not merge, after whose end no element comes.</summary>
    internal abstract bool MayFireAgain { get; }

    /// <summary>What triggers a grouping of the panes that this one brought, unless another trigger is set (rule 55).</summary>
    internal abstract Trigger Continuation { get; }

    /// <summary>
    /// Fires when the watermark passes the end of the window. <paramref name="early"/> fires repeatedly before that, and <paramref name="late"/>
    /// after it; without a late part it finishes at the end of the window (rules 39 to 42).
    /// </summary>
    public static Trigger AfterWatermark(Trigger? early = null, Trigger? late = null) => Checked(new AfterWatermarkTrigger(early, late));

    /// <summary>Fires when a pane has <paramref name="count"/> elements, at least 1, and finishes (rule 43).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is under 1.</exception>
    public static Trigger AfterCount(int count) => new AfterCountTrigger(count);

    /// <summary>
    /// Fires when processing time has passed a pane's first element by <paramref name="delay"/>, rounded up to a multiple of <paramref name="align"/>
    /// counted from <paramref name="offset"/> after the epoch, and finishes (rules 44 to 46, choice 11). Without all of them it fires when processing time moves on.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative, the alignment under 100 ns, the offset not less than the alignment, or one is not whole ticks.</exception>
    /// <exception cref="ArgumentException">There is an offset but no alignment.</exception>
    public static Trigger AfterProcessingTime(Duration? delay = null, Duration? align = null, Duration? offset = null) =>
        new AfterProcessingTimeTrigger(delay, align, offset);

    /// <summary>Fires whenever <paramref name="trigger"/> does, which starts anew when it has finished (rule 52).</summary>
    public static Trigger Repeatedly(Trigger trigger) => Checked(new RepeatedlyTrigger(trigger));

    /// <summary>Fires when one of at least two triggers does, and finishes (rule 48).</summary>
    public static Trigger AfterFirst(params Trigger[] triggers) => Checked(new AfterFirstTrigger(triggers));

    /// <summary>Fires when all of at least two triggers are ready at once, and finishes (rule 49).</summary>
    public static Trigger AfterAll(params Trigger[] triggers) => Checked(new AfterAllTrigger(triggers));

    /// <summary>Fires as one after the other of at least two triggers does, each until it finishes, and finishes with the last (rule 50).</summary>
    public static Trigger AfterEach(params Trigger[] triggers) => Checked(new AfterEachTrigger(triggers));

    /// <summary>Fires as <paramref name="trigger"/> does, until <paramref name="until"/> fires once, and finishes with either (rule 51).</summary>
    public static Trigger OrFinally(Trigger trigger, Trigger until) => Checked(new OrFinallyTrigger(trigger, until));

    /// <summary>
    /// Reads <c>Default</c>, <c>AfterWatermark(early: T, late: T)</c>, <c>AfterCount(3)</c>, <c>AfterProcessingTime(delay: 1m, align: 1m, offset: 30s)</c>,
    /// <c>Repeatedly(T)</c>, <c>AfterFirst(T, T)</c>, <c>AfterAll(T, T)</c>, <c>AfterEach(T, T)</c>, <c>OrFinally(T, T)</c> or <c>Never</c>.
    /// </summary>
    /// <exception cref="SpecificationException">The text is not a trigger; the message shows where it goes wrong.</exception>
    public static Trigger Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new SpecificationReader(text);
        var trigger = TriggerText.Read(reader);
        reader.ExpectEnd();
        return trigger;
    }

    /// <summary>Whether no element of a window can come after it has finished (rule 54).</summary>
    internal virtual bool IsSafe(Duration lateness) => !MayFinish;

    private protected static int DepthAround(params IEnumerable<Trigger?> triggers) => 1 + triggers.Max(trigger => trigger?.Depth ?? 0);

    private protected static int SizeAround(params IEnumerable<Trigger?> triggers) =>
        (int)Math.Min(int.MaxValue, 1 + triggers.Sum(trigger => (long)(trigger?.Size ?? 0)));

    // What continues a trigger may be somewhat larger.
    private static Trigger Checked(Trigger trigger) =>
        trigger.Depth > MaxDepth ? throw new ArgumentException($"Triggers may be nested {MaxDepth} deep at most.")
        : trigger.Size > MaxSize ? throw new ArgumentException($"A trigger may be made of {MaxSize} triggers at most.")
        : trigger;
}
