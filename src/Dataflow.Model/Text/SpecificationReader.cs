namespace Dataflow.Text;

/// <summary>A cursor over a specification: words, numbers and punctuation, and errors that know their place.</summary>
internal sealed class SpecificationReader(string text)
{
    public int Position { get; private set; }

    public bool AtEnd => SkipSpace() == text.Length;

    public int SkipSpace()
    {
        while (Position < text.Length && char.IsWhiteSpace(text[Position]))
        {
            Position++;
        }

        return Position;
    }

    /// <summary>Takes the run of letters, digits and the marks that words, numbers and zone names hold, and of one more; empty if there is none.</summary>
    public string TakeWord(char also = '-')
    {
        var start = SkipSpace();
        while (Position < text.Length && (char.IsLetterOrDigit(text[Position]) || text[Position] is '-' or '+' or '.' or '/' or '_' || text[Position] == also))
        {
            Position++;
        }

        return text[start..Position];
    }

    /// <summary>Takes <paramref name="word"/> if it stands here as a whole word, whatever its case.</summary>
    public bool TryTake(string word)
    {
        var start = Position;
        if (string.Equals(TakeWord(), word, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        Position = start;
        return false;
    }

    public bool TryTake(char mark)
    {
        if (SkipSpace() < text.Length && text[Position] == mark)
        {
            Position++;
            return true;
        }

        return false;
    }

    public void Expect(char mark)
    {
        if (!TryTake(mark))
        {
            throw Error(Position, $"'{mark}'");
        }
    }

    public void ExpectEnd()
    {
        if (!AtEnd)
        {
            throw Error(Position, "the end of the text");
        }
    }

    public SpecificationException Error(int position, string expected) => new(text, position, $"expected {expected}");

    public SpecificationException Refuse(int position, string problem) => new(text, position, problem);
}
