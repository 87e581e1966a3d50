namespace Dataflow.Testing;

/// <summary>Says in a test what a collection of a pipeline must hold when the run has ended. It works with any test framework.</summary>
public static class PAssert
{
    /// <summary>
    /// Begins what is said of a collection. The run fails with a <see cref="PAssertException"/> if it does not hold, and also if nothing was said,
    /// or if nothing came that it could hold for.
    /// </summary>
    public static PAssertion<T> That<T>(PCollection<T> collection, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(collection);
        var sink = new PAssertSink<T>(collection.Name);
        collection.WriteTo(sink, name);
        return new PAssertion<T>(sink, PaneSelection<T>.All);
    }
}
