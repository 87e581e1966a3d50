namespace Dataflow.Files.Records;

/// <summary>What a captured value looks like before anybody asks.</summary>
internal enum SlotKind : byte
{
    Missing,
    Null,
    True,
    False,
    Number,
    String,
    Json,

    /// <summary>CSV text that is a number or a string; telling which is put off until somebody asks.</summary>
    Text,
}
