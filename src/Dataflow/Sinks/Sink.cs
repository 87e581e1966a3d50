namespace Dataflow.Sinks;

/// <summary>
/// Where the elements of a collection go. Derive from it to write a sink of your own: it describes, and <see cref="Open"/>
/// gives the writer that does the work.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public abstract class Sink<T>
{
    /// <summary>Opens the sink for a run. The runner disposes the writer, also when the run fails or is cancelled.</summary>
    public abstract SinkWriter<T> Open();

    /// <summary>Describes the sink in a line, for <c>Explain</c> and error messages.</summary>
    public abstract override string ToString();
}
