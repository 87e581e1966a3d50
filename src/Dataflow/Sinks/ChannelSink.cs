using System.Threading.Channels;

namespace Dataflow.Sinks;

/// <summary>Writes elements to a channel, and waits after each batch until the channel has taken them.</summary>
internal sealed class ChannelSink<T>(ChannelWriter<WindowedValue<T>> channel) : Sink<T>
{
    public override SinkWriter<T> Open() => new Writer(channel);

    public override string ToString() => "a channel";

    private sealed class Writer(ChannelWriter<WindowedValue<T>> channel) : SinkWriter<T>
    {
        private readonly Queue<WindowedValue<T>> held = new();

        public override void Write(in WindowedValue<T> element)
        {
            if (held.Count > 0 || !channel.TryWrite(element))
            {
                held.Enqueue(element);
            }
        }

        public override async ValueTask FlushAsync(CancellationToken cancellationToken)
        {
            while (held.TryDequeue(out var element))
            {
                await channel.WriteAsync(element, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
