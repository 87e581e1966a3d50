using System.Diagnostics.CodeAnalysis;

namespace Dataflow.Files;

/// <summary>What a field of a record holds.</summary>
public enum FieldKind
{
    /// <summary>The record has no such field.</summary>
    Missing,

    /// <summary>Null: in CSV a field that is empty and not quoted.</summary>
    Null,

    /// <summary>True or false; only JSON has it.</summary>
    Boolean,

    /// <summary>A number: in CSV any text that is a JSON number as a whole.</summary>
    Number,

    /// <summary>Text.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "It is what JSON calls it.")]
    String,

    /// <summary>A JSON object or array.</summary>
    Json,
}
