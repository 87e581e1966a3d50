using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dataflow.Files.Text;

/// <summary>JSON in UTF-8 under construction, in memory that is used again.</summary>
internal sealed class JsonText
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private byte[] bytes = new byte[256];
    private int length;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    /// <summary>A string as JSON, quotes included.</summary>
    public static byte[] Quoted(string text)
    {
        var json = new JsonText();
        json.AppendString(Encoding.UTF8.GetBytes(text));
        return json.Written.ToArray();
    }

    public void Clear() => length = 0;

    public void Append(byte value)
    {
        Reserve(1);
        bytes[length++] = value;
    }

    public void Append(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(bytes.AsSpan(length));
        length += text.Length;
    }

    /// <summary>Appends text as a string: quoted, and with what must be escaped in JSON escaped, no more.</summary>
    public void AppendString(ReadOnlySpan<byte> text)
    {
        Append((byte)'"');
        if (Encoder.FindFirstCharacterToEncodeUtf8(text) < 0)
        {
            Append(text);
        }
        else
        {
            // A byte becomes six at most.
            Reserve(checked(text.Length * 6));
            Encoder.EncodeUtf8(text, bytes.AsSpan(length), out _, out var written);
            length += written;
        }

        Append((byte)'"');
    }

    public void AppendNumber(Number number)
    {
        Reserve(Number.MaxLength);
        number.TryFormat(bytes.AsSpan(length), out var written);
        length += written;
    }

    /// <summary>Appends a JSON value without the space in it, and with its strings spelled like <see cref="AppendString"/> does.</summary>
    public void AppendCanonical(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonDepth.Max });
        var needsComma = false;
        while (reader.Read())
        {
            var closes = reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject;
            if (needsComma && !closes)
            {
                Append((byte)',');
            }

            needsComma = true;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName or JsonTokenType.String:
                    var text = new byte[reader.ValueSpan.Length];
                    AppendString(text.AsSpan(0, reader.CopyString(text)));
                    break;
                case JsonTokenType.Number when Number.TryParse(reader.ValueSpan, out var number):
                    AppendNumber(number);
                    break;
                default:
                    Append(reader.ValueSpan);
                    break;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                Append((byte)':');
                needsComma = false;
            }
            else if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                needsComma = false;
            }
        }
    }

    public override string ToString() => Encoding.UTF8.GetString(Written);

    private void Reserve(int count)
    {
        if (bytes.Length - length < count)
        {
            Array.Resize(ref bytes, Math.Max(checked(length + count), bytes.Length * 2));
        }
    }
}
