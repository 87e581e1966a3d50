namespace Dataflow.Sinks;

/// <summary>
/// Makes a stream of insertions and retractions into upserts: a retraction whose place a pane of the same key and window takes at once is an update,
/// another is a deletion.
/// </summary>
internal sealed class UpsertAdaptor<TKey, TValue>(Sink<Upsert<TKey, TValue>> sink) : Sink<KV<TKey, TValue>>
{
    public override SinkWriter<KV<TKey, TValue>> Open() => new Writer(sink.Open());

    public override string ToString() => $"upserts by key and window, to {sink}";

    private sealed class Writer(SinkWriter<Upsert<TKey, TValue>> writer) : SinkWriter<KV<TKey, TValue>>
    {
        // The retractions of one firing, which come before its pane.
        private readonly List<WindowedValue<KV<TKey, TValue>>> held = [];

        public override void Write(in WindowedValue<KV<TKey, TValue>> element)
        {
            if (held.Count > 0 && !EqualityComparer<TKey>.Default.Equals(held[0].Value.Key, element.Value.Key))
            {
                Delete();
            }

            if (element.IsRetraction)
            {
                held.Add(element);
                return;
            }

            // The pane that takes a retracted one's place in the same firing has the next index.
            var (window, index) = (element.Window, element.Pane.Index);
            held.RemoveAll(retraction => retraction.Window == window && retraction.Pane.Index + 1 == index);
            Delete();
            Put(element, isDelete: false);
        }

        public override ValueTask FlushAsync(CancellationToken cancellationToken)
        {
            Delete();
            return writer.FlushAsync(cancellationToken);
        }

        public override ValueTask CompleteAsync(CancellationToken cancellationToken) => writer.CompleteAsync(cancellationToken);

        public override async ValueTask DisposeAsync()
        {
            await writer.DisposeAsync().ConfigureAwait(false);
            await base.DisposeAsync().ConfigureAwait(false);
        }

        private void Delete()
        {
            foreach (var retraction in held)
            {
                Put(retraction, isDelete: true);
            }

            held.Clear();
        }

        private void Put(in WindowedValue<KV<TKey, TValue>> element, bool isDelete) => writer.Write(new WindowedValue<Upsert<TKey, TValue>>(
            new Upsert<TKey, TValue>(element.Value.Key, element.Window, element.Value.Value, isDelete),
            element.Timestamp,
            element.Window,
            element.Pane,
            element.ProcessingTime,
            element.Watermark,
            element.IsRetraction));
    }
}
