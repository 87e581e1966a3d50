using Dataflow.Files.Records;
using Dataflow.Files.Text;

namespace Dataflow.Files;

/// <content>Keys that were not there before.</content>
public sealed partial class FieldKeyCache
{
    private FieldKey Make(RecordCursor cursor)
    {
        json.Clear();
        if (names.Length == 1)
        {
            AppendField(cursor, firstField);
            return new FieldKey(json.Written);
        }

        for (var i = 0; i < names.Length; i++)
        {
            json.Append((byte)(i == 0 ? '{' : ','));
            json.Append(names[i]);
            json.Append((byte)':');
            AppendField(cursor, firstField + i);
        }

        json.Append((byte)'}');
        return new FieldKey(json.Written);
    }

    private void AppendField(RecordCursor cursor, int field)
    {
        if (cursor[field].Kind != SlotKind.Json)
        {
            AppendPlain(cursor[field].Kind, cursor.TextOf(field));
            return;
        }

        try
        {
            json.AppendCanonical(cursor.Raw(field));
        }
        catch (InvalidOperationException)
        {
            throw cursor.Error(field, "has half of a surrogate pair");
        }
    }

    private void AppendPlain(SlotKind kind, ReadOnlySpan<byte> text)
    {
        switch (kind)
        {
            case SlotKind.Missing or SlotKind.Null:
                json.Append("null"u8);
                break;
            case SlotKind.Number:
            case SlotKind.Text when NumberGrammar.IsNumber(text):
                AppendNumber(text);
                break;
            case SlotKind.String or SlotKind.Text:
                json.AppendString(text);
                break;
            default:
                json.Append(text);
                break;
        }
    }

    /// <summary>Appends a number in its shortest form; a whole number that 64 bits cannot hold stays as it is written, so that long identifiers differ.</summary>
    private void AppendNumber(ReadOnlySpan<byte> text)
    {
        NumberGrammar.Measure(text, out var isInteger);
        if (Number.TryParse(text, out var number) && (!isInteger || number.IsInteger))
        {
            json.AppendNumber(number);
        }
        else
        {
            json.Append(text);
        }
    }
}
