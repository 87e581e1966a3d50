using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dataflow.Laws.Tests.Files;

/// <summary>Any bytes as a file, and the size of the blocks in which it is read.</summary>
internal sealed record FileCase(byte[] Content, string Name, int BlockSize)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly byte[][] Pieces =
    [
        [0], [0xFF], [0xC3], [0xE2, 0x82], [0x80], [0x1F, 0x8B], [0x1F, 0x8B, 8, 0], [0xEF, 0xBB, 0xBF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
        .. ((IEnumerable<string>)
        [
            "{", "}", "[", "]", "\"", "\\", "\\u00e9", "\\ud800", "at", "\"at\"", ":", ",", "\n", "\r\n", "\r", "null", "true", "-", ".", " ", "\t", "é", "😀", "99999999999999999999", "1e999", "-1e-999", "253402300800000",
            "\"2015-01-01T12:00:26Z\"", "\"infinity\"", "$watermark", "{\"$watermark\":1}\n", "{\"$processingTime\":\"infinity\"}\n", "{\"$x\":0}\n", "at,points\n", "1,1\n", "{\"at\":1,\"points\":2}\n", "{\"at\":1,\"\\ud800\":2}\n",
            "{\"at\":1,\"points\":[[{\"a\":1}]]}\n", "{\"at\":1,\"at\":\"x\"}\n", "\n\n\n", "\"\"", "\"\n",
        ]).Select(Encoding.UTF8.GetBytes),
    ];

    public static FileCase Next(Random random)
    {
        var isCsv = random.Next(2) == 0;
        var content = random.Next(6) switch
        {
            0 => Bytes(random),
            1 => Assembled(random, isCsv),
            _ => Mutated(random, Valid(random, isCsv)),
        };
        var packed = random.Next(4);
        content = packed switch { 0 => LawFiles.Gzip(content), 1 => Mutated(random, LawFiles.Gzip(Valid(random, isCsv))), _ => content };
        return new FileCase(content, $"any.{(isCsv ? "csv" : "jsonl")}{(packed < 2 ? ".gz" : "")}", random.Next(3) == 0 ? 1 : random.Next(1, 200));
    }

    public static IEnumerable<FileCase> Shrink(FileCase file)
    {
        for (var length = (file.Content.Length + 1) / 2; length > 0; length /= 2)
        {
            for (var start = 0; start < file.Content.Length; start += length)
            {
                yield return file with { Content = [.. file.Content.Take(start), .. file.Content.Skip(start + length)] };
            }
        }
    }

    public override string ToString() =>
        $"{Name} in blocks of {BlockSize}: {(Encoding.UTF8.GetString(Content) is var text && !text.Contains('\uFFFD', StringComparison.Ordinal) ? JsonSerializer.Serialize(text, Options) : Convert.ToHexString(Content))}";

    private static byte[] Valid(Random random, bool isCsv) => EventTable.Next(random) is var table && isCsv ? WrittenTable.Csv(table).Content : WrittenTable.Json(table).Content;

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Assembled(Random random, bool isCsv) =>
        [.. isCsv && random.Next(2) == 0 ? "at,points\n"u8 : [], .. Enumerable.Range(0, random.Next(30)).SelectMany(_ => Pieces[random.Next(Pieces.Length)])];

    private static byte[] Mutated(Random random, byte[] content)
    {
        var bytes = content.ToList();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, random.Next(2) == 0 ? 2 : 20), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(random.Next(3) == 0 ? 0x80 : 1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                default:
                    bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
