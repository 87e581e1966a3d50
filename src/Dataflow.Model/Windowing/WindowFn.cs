using Dataflow.Text;

namespace Dataflow.Windowing;

/// <summary>
/// How elements are put into windows: <em>where</em> in event time results are computed. A value: equal ones assign alike,
/// and <see cref="object.ToString"/> of the library's own prints what <see cref="Parse"/> reads. To write one, derive from
/// <see cref="WindowFn{T}"/> or <see cref="MergingWindowFn{T}"/>.
/// </summary>
/// <remarks>Source: paper section 2.2, AssignWindows and MergeWindows; semantics, rules 1 to 9.</remarks>
public abstract record WindowFn
{
    private protected WindowFn()
    {
    }

    /// <summary>Whether windows of a key merge, so that they depend on what else came for the key.</summary>
    public virtual bool IsMerging => false;

    /// <summary>Whether the windows of an element follow from its event time alone.</summary>
    internal virtual bool DependsOnTimeOnly => true;

    /// <summary>Whether every element is in exactly one window, and windows do not overlap.</summary>
    internal virtual bool IsPartition => false;

    /// <summary>Whether its windows merge by the library's rule for sessions, so that one that has ended only merges with what comes for it late.</summary>
    internal virtual bool IsSession => false;

    /// <summary>The type of elements that it takes; null if any.</summary>
    internal virtual Type? ElementType => null;

    /// <summary>
    /// Reads <c>global</c>, <c>fixed 2m [offset 30s]</c>, <c>sliding 10m every 1m [offset 30s]</c>, <c>session 30m [inclusive] [max 4h]</c> or
    /// <c>calendar day [in Europe/Brussels]</c>, also <c>week</c>, <c>month</c>, <c>quarter</c> and <c>year</c>, and multiples like <c>calendar 2 weeks</c>.
    /// </summary>
    /// <exception cref="SpecificationException">The text is none of these; the message shows where it goes wrong.</exception>
    public static WindowFn Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new SpecificationReader(text);
        var fn = WindowFnText.Read(reader);
        reader.ExpectEnd();
        return fn;
    }
}
