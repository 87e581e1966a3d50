using System.IO.Compression;
using System.Text;

namespace Dataflow.Files.Tests;

/// <summary>A directory of a test's files, and the recorded data sets.</summary>
internal sealed class TestFiles : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("dataflow-files-").FullName;

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(directory, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Missing(string name) => Path.Combine(directory, name);

    public static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    public static byte[] Gzip(string content) => Gzip(Encoding.UTF8.GetBytes(content));

    /// <summary>The path of a recorded data set; skips the test if it is not there.</summary>
    public static string Data(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Dataflow.sln")))
        {
            root = root.Parent;
        }

        var candidates = root is null ? [] : new[]
        {
            Path.Combine(root.FullName, "examples", "data", name),
            Path.Combine(root.FullName, "..", "shared", "data", name),
        };
        var path = candidates.FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"The data set {name} is not there.");
        return path!;
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
