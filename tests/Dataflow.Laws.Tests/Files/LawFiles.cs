using System.IO.Compression;

namespace Dataflow.Laws.Tests.Files;

/// <summary>A directory for the files of a law.</summary>
internal sealed class LawFiles : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("dataflow-laws-").FullName;

    public string Write(string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(directory, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public static byte[] Gzip(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]; // The platform's stream would write nothing.
        }

        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
