using System.CommandLine;
using System.Text;
using System.Text.Json;
using Dataflow.Cli.Replay;

namespace Dataflow.Cli.Tests;

/// <summary>A run of the command in this process: its exit status and all that it wrote.</summary>
internal sealed record CommandRun(int Status, string Output, string Error)
{
    public IReadOnlyList<JsonElement> Panes => [.. Lines(Output).Select(line => JsonDocument.Parse(line).RootElement)];

    public static IEnumerable<string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<CommandRun> OfAsync(params string[] arguments) => OfAsync(arguments, _ => { });

    public static async Task<CommandRun> OfAsync(
        string[] arguments, Action<string> onError, bool terminal = false, Func<Stream, Stream>? wrapOutput = null, CancellationToken interrupted = default)
    {
        var output = new MemoryStream();
        var error = new ErrorWriter(onError);
        var context = new CommandContext
        {
            OpenOutput = () => wrapOutput?.Invoke(output) ?? new Unclosed(output),
            Error = error,
            OutputIsTerminal = terminal,
            ErrorIsTerminal = terminal,
            WallClock = TimeProvider.System,
            Interrupted = interrupted,
        };
        var status = await CommandLine.RunAsync(new RootCommand { ReplayCommand.Create(context) }, ["replay", .. arguments], error);
        return new CommandRun(status, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    private sealed class ErrorWriter(Action<string> onWrite) : StringWriter
    {
        public override void Write(string? value)
        {
            lock (this)
            {
                base.Write(value);
            }

            onWrite(value ?? "");
        }
    }

    /// <summary>Stays readable when the command has disposed it.</summary>
    internal sealed class Unclosed(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
