using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dataflow.Files.Tests;

/// <summary>JSON that escapes no more than it must.</summary>
internal static class RelaxedJson
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
