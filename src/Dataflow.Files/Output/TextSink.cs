using System.Buffers;
using Dataflow.Sinks;

namespace Dataflow.Files.Output;

/// <summary>Writes elements as lines of text. What is written to the target ends with a whole line, always.</summary>
internal sealed class TextSink<T>(OutputTarget target, Func<ITextFormat<T>> makeFormat) : Sink<T>
{
    public override SinkWriter<T> Open() => new Writer(target.Open(), makeFormat());

    public override string ToString() => $"{makeFormat().Name} to {target}";

    private sealed class Writer : SinkWriter<T>
    {
        private const int MaxHeld = 1 << 20;

        private readonly Stream stream;
        private readonly ITextFormat<T> format;
        private readonly ArrayBufferWriter<byte> held = new(4096);
        private int lines;
        private bool hasElements;

        public Writer(Stream stream, ITextFormat<T> format)
        {
            (this.stream, this.format) = (stream, format);
            format.Begin(held);
            lines = held.WrittenCount;
        }

        public override void Write(in WindowedValue<T> element)
        {
            if (lines > MaxHeld)
            {
                stream.Write(Take().Span);
                held.ResetWrittenCount();
            }

            format.Write(element, held);
            lines = held.WrittenCount;
            hasElements = true;
        }

        public override async ValueTask FlushAsync(CancellationToken cancellationToken)
        {
            // Not cancelled in the middle: what is on its way ends with a whole line.
            await stream.WriteAsync(Take(), CancellationToken.None).ConfigureAwait(false);
            held.ResetWrittenCount();
            await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }

        public override ValueTask CompleteAsync(CancellationToken cancellationToken) => FlushAsync(cancellationToken);

        public override async ValueTask DisposeAsync()
        {
            if (hasElements && lines > 0)
            {
                await FlushAsync(CancellationToken.None).ConfigureAwait(false);
            }

            await stream.DisposeAsync().ConfigureAwait(false);
            await base.DisposeAsync().ConfigureAwait(false);
        }

        // Up to the last whole line: an element whose writing failed leaves a part behind.
        private ReadOnlyMemory<byte> Take()
        {
            var whole = held.WrittenMemory[..lines];
            lines = 0;
            return whole;
        }
    }
}
