using Dataflow.Text;

namespace Dataflow.Model.Tests.Text;

public sealed class SpecificationExceptionTests
{
    [Fact]
    public void Message_ShortText_ShowsTextAndCaret()
    {
        var e = new SpecificationException("fixed 2x", 7, "expected a unit");

        Assert.Equal(["expected a unit", "  fixed 2x", "         ^"], Lines(e));
        Assert.Equal(("fixed 2x", 7, "expected a unit"), (e.Specification, e.Position, e.Problem));
    }

    [Fact]
    public void Message_EmptyText_HasCaretAtStart() =>
        Assert.Equal(["expected x", "  ", "  ^"], Lines(new SpecificationException("", 0, "expected x")));

    [Theory]
    [InlineData("one\ntwo\nthree", 4)]
    [InlineData("one\r\ntwo", 5)]
    [InlineData("a\tb\0c\u001b[31mred\u0085d", 6)]
    public void Message_ControlCharacters_ShowsThemAsSpaces(string text, int position)
    {
        var lines = Lines(new SpecificationException(text, position, "expected x"));

        Assert.Equal(3, lines.Length);
        Assert.DoesNotContain(lines[1], char.IsControl);
        Assert.Equal(text[position], lines[1][lines[2].IndexOf('^')]);
    }

    [Fact]
    public void Message_LongText_ShowsWhatIsAroundThePlace()
    {
        var text = string.Concat(Enumerable.Range(0, 1000).Select(i => (char)('a' + (i % 26))));
        for (var position = 0; position <= text.Length; position++)
        {
            var lines = Lines(new SpecificationException(text, position, "expected x"));

            Assert.Equal(3, lines.Length);
            Assert.All(lines, line => Assert.True(line.Length < 130));
            Assert.Equal(position > 60, lines[1].StartsWith("  …", StringComparison.Ordinal));
            Assert.Equal(position < text.Length - 60, lines[1].EndsWith('…'));
            var caret = lines[2].IndexOf('^');
            Assert.Equal(position < text.Length ? text[position] : '$', caret < lines[1].Length ? lines[1][caret] : '$');
        }
    }

    [Theory]
    [InlineData(61, 59)]
    [InlineData(62, 60)]
    public void Message_LongTextOfPairs_CutsNoneInTwo(int position, int shown)
    {
        static string Pairs(int count) => string.Concat(Enumerable.Repeat("😀", count));

        Assert.Equal(
            ["expected x", $"  …{Pairs(shown)}…", $"  {new string(' ', 1 + shown)}^"], Lines(new SpecificationException(Pairs(100), position, "expected x")));
    }

    private static string[] Lines(SpecificationException e) => e.Message.Split(Environment.NewLine);
}
