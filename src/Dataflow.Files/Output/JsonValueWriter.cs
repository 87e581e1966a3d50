using System.Text.Json;

namespace Dataflow.Files.Output;

/// <summary>Writes one JSON value.</summary>
public delegate void JsonValueWriter<in T>(Utf8JsonWriter writer, T value);
