using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Dataflow.Files;
using Dataflow.Testing.Generation;

namespace Dataflow.Laws.Tests.Files;

public sealed class AnyBytesTests : IDisposable
{
    private readonly LawFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Read_AnyBytes_GivesRowsAndMaybeAFaultAtAPlace() => Law.Check("any bytes are read or refused at a place in the file", Generate.From(FileCase.Next, FileCase.Shrink), file =>
    {
        var path = files.Write(file.Name, file.Content);
        var options = RecordingRead.Options with { BlockSize = file.BlockSize };
        var read = RecordingRead.Of(path, options);
        AssertFault(path, file, read.Fault);
        foreach (var row in read.Rows)
        {
            Assert.True(Utf8.IsValid(row.Value.Json.Span), "A row is not UTF-8.");
            using var json = JsonDocument.Parse(row.Value.Json, new JsonDocumentOptions { MaxDepth = 1000 });
            Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
            Assert.NotEqual(FieldKind.Missing, row.Value["at"].Kind);
        }

        AssertBegins(read, RecordingRead.Of(path, options with { OnError = OnError.Skip }));
        AssertSame(file, read, RecordingRead.Of(path, RecordingRead.Options));
        AssertFault(path, file, RecordingRead.Of(path, options, ["at", "points"]).Fault);
        AssertFault(path, file, RecordingRead.FaultOf(Pipeline.Build(p => p.Read(Recording.Read<Play>(path, options)).ForEach(_ => { }))));
        return file.Content.Length;
    });

    private static void AssertFault(string path, FileCase file, RecordingException? fault)
    {
        if (fault is null)
        {
            return;
        }

        Assert.Equal(path, fault.File);
        Assert.NotEmpty(fault.Problem);
        Assert.StartsWith(fault.Line == 0 ? $"{path}: {fault.Problem}" : $"{path}:{fault.Line}:{fault.Column}: {fault.Problem}", fault.Message, StringComparison.Ordinal);
        Assert.True((fault.Line == 0) == (fault.Column == 0) && fault.Line >= 0 && fault.Column >= 0, $"There is no such place: {fault.Message}");
        if (fault.Line > 0 && Unpacked(file) is { } content)
        {
            var lines = Encoding.Latin1.GetString(content).Split('\n');
            Assert.True(fault.Line <= lines.Length, $"The file has only {lines.Length} lines: {fault.Message}");
            Assert.True(fault.Column <= lines[fault.Line - 1].Length + 1, $"The line has only {lines[fault.Line - 1].Length} bytes: {fault.Message}");
        }
    }

    private static byte[]? Unpacked(FileCase file)
    {
        if (!IsGzip(file))
        {
            return file.Content;
        }

        try
        {
            using var gzip = new GZipStream(new MemoryStream(file.Content), CompressionMode.Decompress);
            var unpacked = new MemoryStream();
            gzip.CopyTo(unpacked);
            return unpacked.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // What a skipping reader leaves out comes behind what a failing one has read.
    private static void AssertBegins(RecordingRead failing, RecordingRead skipping) => Assert.Equal(failing.Texts, skipping.Texts.Take(failing.Rows.Count));

    // Damaged gzip data may fail a block earlier or later.
    private static void AssertSame(FileCase file, RecordingRead one, RecordingRead other)
    {
        var common = IsGzip(file) ? Math.Min(one.Rows.Count, other.Rows.Count) : int.MaxValue;
        Assert.Equal(one.Texts.Take(common), other.Texts.Take(common));
        if (!IsGzip(file))
        {
            Assert.Equal(one.Fault?.Message, other.Fault?.Message);
        }
    }

    private static bool IsGzip(FileCase file) => file.Content is [0x1F, 0x8B, ..];

    private sealed record Play(string? Team, double? Points, long At = 0);
}
