using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dataflow.Laws.Tests.Text;

/// <summary>A text that parsers are tried on. It prints with escapes for what cannot be seen.</summary>
internal sealed record Specimen(string Text)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<Specimen> Shrink(Specimen specimen)
    {
        var text = specimen.Text;
        for (var length = (text.Length + 1) / 2; length > 0; length /= 2)
        {
            for (var start = 0; start < text.Length; start += length)
            {
                yield return new Specimen(text.Remove(start, Math.Min(length, text.Length - start)));
            }
        }
    }

    public override string ToString() => JsonSerializer.Serialize(Text, Options);
}
