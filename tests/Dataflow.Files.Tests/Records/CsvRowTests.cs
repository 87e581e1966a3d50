using System.Text;
using Dataflow.Files.Bytes;
using Dataflow.Files.Records;

namespace Dataflow.Files.Tests.Records;

public sealed class CsvRowTests
{
    [Fact]
    public void Scan_RowsWithoutQuotes_AreSplitAtCommas()
    {
        var row = new CsvRow();
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            var longest = random.Next(1, 4) * random.Next(1, 90);
            var cells = Enumerable.Range(0, random.Next(1, 5) * random.Next(1, 60)).Select(_ => new string('x', random.Next(longest))).ToArray();
            var line = string.Join(',', cells);
            var end = (line.Length > 0 ? random.Next(3) : 0) switch { 0 => "\n", 1 => "\r\n", _ => "" };

            // Behind the line, and before it, there are commas and quotes that are none of its own.
            var before = new string(',', random.Next(70));
            var block = BlockOf(before + line + end + (end == "" ? "" : ",\",\n"), isComplete: true);
            block.Position = before.Length;
            Assert.Equal(line.Length == 0 ? CsvRowStatus.Blank : CsvRowStatus.Complete, row.Scan(block));
            Assert.Equal(cells, Enumerable.Range(0, row.Count).Select(column => Encoding.UTF8.GetString(block.Bytes, row[column].Start, row[column].Length)));
            Assert.Equal(before.Length + line.Length + end.Length, row.Next);
            Assert.False(row.MayNotBeAscii && line.Length + end.Length > 64);
        }
    }

    [Fact]
    public void Scan_EachCut_IsIncomplete()
    {
        var line = string.Join(',', Enumerable.Range(0, 40).Select(n => $"{n}")) + "\n";
        for (var length = 1; length < line.Length; length++)
        {
            Assert.Equal(CsvRowStatus.Incomplete, new CsvRow().Scan(BlockOf(line[..length], isComplete: false)));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(150)]
    public void Scan_NotAscii_IsSeen(int place)
    {
        var row = new CsvRow();
        row.Scan(BlockOf($"{new string('x', place)}é,{new string('y', 100)}\n", isComplete: true));
        Assert.True(row.MayNotBeAscii);
        row.Scan(BlockOf($"{new string('x', place)}e,{new string('y', 100)}\n", isComplete: true));
        Assert.False(row.MayNotBeAscii);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(130)]
    public void Scan_QuoteAtAPlace_IsReadAsAQuote(int place)
    {
        var row = new CsvRow();
        var block = BlockOf($"{new string(',', place)}\"a,b\"\n", isComplete: true);
        Assert.Equal(CsvRowStatus.Complete, row.Scan(block));
        Assert.Equal(place + 1, row.Count);
        Assert.Equal((place + 1, 3, true), (row[place].Start, row[place].Length, row[place].IsQuoted));
    }

    private static ByteBlock BlockOf(string text, bool isComplete)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var block = new ByteBlock(bytes.Length, bytes.Length);

        // What lies behind the end must not matter.
        block.Bytes.AsSpan().Fill((byte)',');
        bytes.CopyTo(block.Bytes, 0);
        block.Accept(bytes.Length);
        if (isComplete)
        {
            block.Accept(0);
        }

        return block;
    }
}
