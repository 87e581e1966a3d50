using Dataflow.Watermarks;

namespace Dataflow.Sources;

/// <summary>
/// Where the elements of a collection come from. Derive from it to write a source of your own: it describes, and
/// <see cref="Open"/> gives the reader that does the work.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public abstract class Source<T>
{
    /// <summary>How the watermark of the input is known.</summary>
    public abstract WatermarkPolicy Watermark { get; }

    /// <summary>
    /// Whether <see cref="Open"/> may be called again and then gives the same elements. If so a <see cref="WatermarkPolicy.Perfect"/>
    /// watermark reads the input twice; if not it holds the whole input in memory.
    /// </summary>
    public virtual bool IsRepeatable => true;

    /// <summary>Whether the input is known to end. If not, a grouping over the global window is refused: it would never emit (rule 22).</summary>
    public virtual bool IsBounded => true;

    /// <summary>Opens the input at its beginning. The runner disposes the reader.</summary>
    public abstract SourceReader<T> Open();

    /// <summary>Describes the source in a line, for <c>Explain</c> and error messages.</summary>
    public abstract override string ToString();
}
