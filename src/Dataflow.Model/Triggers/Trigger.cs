using Dataflow.Text;

namespace Dataflow.Triggers;

/// <summary>
/// <em>When</em> in processing time the panes of a window are emitted. A value: the engine reads it once, when a pipeline
/// is compiled, and <see cref="ToString"/> prints what <see cref="Parse"/> reads.
/// </summary>
/// <remarks>Source: paper section 2.3.</remarks>
public abstract record Trigger
{
    private protected Trigger()
    {
    }

    /// <summary>Fires when the watermark passes the end of the window, and again for each late element (rule 38).</summary>
    public static Trigger Default { get; } = new DefaultTrigger();

    private static readonly string[] Later =
    [
        "AfterWatermark", "AfterCount", "AfterProcessingTime", "Repeatedly", "AfterFirst", "AfterAll", "AfterEach", "OrFinally", "Never",
    ];

    /// <summary>Reads a trigger: <c>Default</c>.</summary>
    /// <exception cref="SpecificationException">The text is not a trigger; the message shows where it goes wrong.</exception>
    public static Trigger Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new SpecificationReader(text);
        var start = reader.SkipSpace();
        var name = reader.TakeWord();
        if (Later.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw reader.Refuse(start, "not supported yet: the only trigger in this version is 'Default'");
        }

        if (!string.Equals(name, "Default", StringComparison.OrdinalIgnoreCase))
        {
            throw reader.Error(start, "a trigger: 'Default'");
        }

        reader.ExpectEnd();
        return Default;
    }
}
