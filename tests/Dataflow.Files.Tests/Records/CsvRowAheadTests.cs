using System.Text;
using System.Text.Unicode;
using Dataflow.Files.Bytes;
using Dataflow.Files.Records;

namespace Dataflow.Files.Tests.Records;

public sealed class CsvRowAheadTests
{
    [Fact]
    public void TryScanAhead_AnyRows_AreThoseOfScan()
    {
        var (ahead, all) = (0, 0);
        for (var seed = 0; seed < 5_000; seed++)
        {
            var random = new Random(seed);
            var columns = random.Next(2, 9);
            var bytes = Table(random, columns);
            var expected = OneByOne(BlockOf(bytes), out var isBroken);
            Assert.Equal(expected, ManyAtOnce(BlockOf(bytes), columns, out var isActuallyBroken, ref ahead));
            Assert.Equal(isBroken, isActuallyBroken);
            all += expected.Count;
        }

        Assert.InRange(ahead, all / 4, all - 1);
    }

    [Fact]
    public void TryScanAhead_ManyPlainRows_AreSplitTogether()
    {
        var row = new CsvRow();
        var block = BlockOf(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(n => $"{n},e\u0301,\r\n"))));
        Assert.True(row.TryScanAhead(block, 3));
        Assert.Equal(CsvRow.MostAhead, Enumerable.Range(0, 1000).TakeWhile(n => MovesTo(row, block, $"{n}|e\u00cc\u0081|")).Count());
    }

    [Fact]
    public void TryScanAhead_MoreColumnsThanMostRowsHave_SplitsOneRow()
    {
        var row = new CsvRow();
        var line = new string(',', 9_999) + "\n";
        var block = BlockOf(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, 3))));
        Assert.True(row.TryScanAhead(block, 10_000));
        Assert.True(row.TryMoveNext(block));
        Assert.Equal((10_000, line.Length), (row.Count, row.Next));
    }

    [Theory]
    [InlineData("a,b,c\n", "has a cell too many")]
    [InlineData("a\n", "has a cell too few")]
    [InlineData("\n", "is blank")]
    [InlineData("\"a\",b\n", "has quotes")]
    [InlineData("a\xFF,b\n", "is not UTF-8")]
    public void TryScanAhead_ARowThat_EndsThoseBefore(string other, string why)
    {
        var row = new CsvRow();
        var plain = string.Concat(Enumerable.Repeat("some,cell\n", 20));
        var block = BlockOf(Encoding.Latin1.GetBytes(plain + other + plain));
        Assert.True(row.TryScanAhead(block, 2));
        Assert.True(20 == Enumerable.Range(0, 100).TakeWhile(_ => MovesTo(row, block, "some|cell")).Count(), why);
        block.Position = plain.Length;
        Assert.False(row.TryScanAhead(block, 2), why);
        Assert.False(row.TryMoveNext(block), why);
    }

    private static bool MovesTo(CsvRow row, ByteBlock block, string text) => row.TryMoveNext(block) && text == Text(row, block);

    private static byte[] Table(Random random, int columns)
    {
        var bytes = new List<byte>();
        var oddity = random.Next(1, 60);
        var longest = random.Next(1, 30);
        for (var rows = random.Next(1, 150); rows > 0; rows--)
        {
            var count = random.Next(oddity * 3) == 0 ? random.Next(1, 9) : columns;
            for (var column = 0; column < count; column++)
            {
                bytes.AddRange(column > 0 ? [(byte)','] : []);
                bytes.AddRange(Cell(random, random.Next(oddity * 4), random.Next(longest)));
            }

            bytes.AddRange(random.Next(oddity) == 0 ? "\r\n"u8 : "\n"u8);
            bytes.AddRange(random.Next(oddity * 2) == 0 ? "\n"u8 : []);
        }

        return [.. bytes.Take(random.Next(4) == 0 ? random.Next(1, bytes.Count) : bytes.Count)];
    }

    private static byte[] Cell(Random random, int kind, int length) => kind switch
    {
        0 => "\"a \"\"b\"\",\n\""u8.ToArray(),
        1 => "bl\u00e9"u8.ToArray(),
        2 => [0xC3, (byte)'x'],
        3 => "\r"u8.ToArray(),
        _ => [.. Enumerable.Repeat((byte)('a' + random.Next(26)), length)],
    };

    private static List<string> OneByOne(ByteBlock block, out bool isBroken)
    {
        var (rows, row) = (new List<string>(), new CsvRow());
        isBroken = false;
        while (block.Position < block.End && !isBroken)
        {
            isBroken = !TryScan(row, block, rows);
        }

        return rows;
    }

    private static List<string> ManyAtOnce(ByteBlock block, int columns, out bool isBroken, ref int ahead)
    {
        var (rows, row) = (new List<string>(), new CsvRow());
        isBroken = false;
        while (block.Position < block.End && !isBroken)
        {
            if (!row.TryScanAhead(block, columns))
            {
                isBroken = !TryScan(row, block, rows);
            }

            for (; row.TryMoveNext(block); block.Position = row.Next, ahead++)
            {
                rows.Add(Text(row, block));
                Assert.Equal((columns, 0, false), (row.Count, row.LineBreaks, row.MayNotBeAscii));
                Assert.True(Utf8.IsValid(block.Bytes.AsSpan(block.Position, row.Next - block.Position)));
            }
        }

        return rows;
    }

    private static bool TryScan(CsvRow row, ByteBlock block, List<string> rows)
    {
        if (row.Scan(block) == CsvRowStatus.Broken)
        {
            return false;
        }

        rows.Add(Text(row, block));
        block.Position = row.Next;
        return true;
    }

    private static string Text(CsvRow row, ByteBlock block)
    {
        var slots = new Slot[row.Count + 1];
        row.Take([.. Enumerable.Range(0, row.Count), -1], slots);
        Assert.Equal(SlotKind.Missing, slots[^1].Kind);
        Assert.Equal(row.EndOfLast, slots[^2].Start + slots[^2].Length);
        return string.Join('|', slots[..^1].Select(slot => Encoding.Latin1.GetString(block.Bytes, slot.Start, slot.Length)));
    }

    private static ByteBlock BlockOf(byte[] bytes)
    {
        var block = new ByteBlock(bytes.Length, bytes.Length);
        block.Bytes.AsSpan().Fill((byte)',');
        bytes.CopyTo(block.Bytes, 0);
        block.Accept(bytes.Length);
        block.Accept(0);
        return block;
    }
}
