using Dataflow.Files.Records;

namespace Dataflow.Files;

/// <summary>
/// Makes elements of records: derive from it to read a recording without an allocation a record. It names the fields it
/// wants, and <see cref="Bind"/> finds them by their index in that list.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public abstract class RecordBinder<T>
{
    /// <summary>
    /// The fields that <see cref="Bind"/> asks for; only these are captured. A CSV file must have them all as columns; a JSON
    /// object that lacks one gives <see cref="FieldKind.Missing"/>.
    /// </summary>
    public abstract IReadOnlyList<string> Fields { get; }

    /// <summary>The fields with what only binders of the library say of them.</summary>
    internal virtual IEnumerable<ProjectedField> Projected => Fields.Select(name => new ProjectedField(name));

    /// <summary>Makes an element. What it needs of the record later it must copy.</summary>
    /// <exception cref="RecordingException">The record does not make one: see <see cref="RecordView.Error(int, string)"/>.</exception>
    public abstract T Bind(RecordView record);

    /// <summary>
    /// Completes elements before anyone sees them: those that <see cref="Bind"/> made since the last call, some or many, in their order. It does nothing by
    /// default; a binder overrides it for what is faster done for many elements than for one, like <see cref="FieldKeyCache.Resolve"/>.
    /// </summary>
    public virtual void Complete(Span<T> elements)
    {
    }

    /// <summary>
    /// The binder for one reader, which is used by one thread at a time. Gives itself; a binder that keeps state, like a
    /// <see cref="FieldKeyCache"/>, gives a copy of its own, as a recording may be opened twice.
    /// </summary>
    public virtual RecordBinder<T> ForReader() => this;
}
