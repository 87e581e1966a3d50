using System.Text;

namespace Dataflow.Files.Tests;

public sealed class GzipTests : IDisposable
{
    private static readonly RecordingOptions Options = new() { TimeField = "at" };

    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Read_CutAtEveryByte_DeliversWhatCameAndThenFails()
    {
        var lines = string.Concat(Enumerable.Range(0, 100).Select(i => $"{{\"at\":{i},\"points\":{i * 7919 % 1000}}}\n"));
        byte[] first = TestFiles.Gzip(lines);
        byte[] packed = [.. first, .. TestFiles.Gzip(lines)];
        var counts = new List<int>();
        for (var length = 0; length <= packed.Length; length++)
        {
            var file = files.Write("e.jsonl.gz", packed[..length]);
            var replayed = await Replay.AllAsync(Recording.Read([file], Options, new NumberBinder("points")), capacity: 1000);
            counts.Add(replayed.Values.Count);
            var isWhole = length == first.Length || length == packed.Length;
            Assert.Equal(isWhole ? null : length == 1 ? $"{file}: the file is not gzip, though its name says so" : $"{file}: the gzip data are cut short", replayed.Message);
            Assert.True(!isWhole || replayed.Values.Count == length / first.Length * 100);
        }

        Assert.Equal(counts.Order(), counts);
        Assert.True(counts.Distinct().Count() > 100, "Nothing was delivered before the cut.");
        Assert.Equal(200, counts[^1]);
    }

    [Fact]
    public async Task Read_CutStoredBlock_Fails()
    {
        // A stored block is copied as it is, so whatever follows the cut would come out as data.
        var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"at\":1,\"points\":1}\n", 50))));
        }

        for (var length = 10; length < packed.Length; length += 7)
        {
            var file = files.Write("e.jsonl.gz", packed.ToArray()[..length]);
            var replayed = await Replay.AllAsync(Recording.Read([file], Options, new NumberBinder("points")));
            Assert.Equal($"{file}: the gzip data are cut short", replayed.Message);
        }
    }

    [Fact]
    public async Task Read_DamagedAtEveryByte_FailsOrGivesTheSame()
    {
        var packed = TestFiles.Gzip(string.Concat(Enumerable.Range(0, 100).Select(i => $"{{\"at\":{i},\"points\":{i}}}\n")));
        for (var place = 0; place < packed.Length; place++)
        {
            var damaged = packed.ToArray();
            damaged[place] ^= 0x10;
            var file = files.Write("e.jsonl.gz", damaged);
            var replayed = await Replay.AllAsync(Recording.Read([file], Options, new NumberBinder("points")));
            if (replayed.Fault is null)
            {
                // Bytes 4 to 9 of the header are a time and hints, which nobody checks.
                Assert.InRange(place, 4, 9);
                Assert.Equal(100, replayed.Values.Count);
            }
        }
    }

    [Fact]
    public async Task Read_NotGzip_Fails()
    {
        var file = files.Write("e.jsonl.gz", "{\"at\":1,\"points\":1}");
        var replayed = await Replay.AllAsync(Recording.Read([file], Options, new NumberBinder("points")));
        Assert.Equal($"{file}: the file is not gzip, though its name says so", replayed.Message);
    }
}
