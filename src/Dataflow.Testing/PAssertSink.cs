using Dataflow.Sinks;

namespace Dataflow.Testing;

/// <summary>Keeps the panes of a run and checks them when it has ended.</summary>
internal sealed class PAssertSink<T>(string collection) : Sink<T>
{
    private readonly List<PaneCheck<T>> checks = [];
    private bool isSealed;

    public void Add(PaneCheck<T> check)
    {
        if (isSealed)
        {
            throw new InvalidOperationException($"The pipeline has run; nothing more can be said of '{collection}'.");
        }

        checks.Add(check);
    }

    public override SinkWriter<T> Open()
    {
        isSealed = true;
        return new Writer(this);
    }

    /// <summary>What is wrong with these panes.</summary>
    public IReadOnlyList<Fault> Find(IReadOnlyList<WindowedValue<T>> panes) => checks.Count > 0
        ? [.. checks.Select(check => check.Find(collection, panes)).OfType<Fault>()]
        : [new Fault($"Nothing was said of the panes of '{collection}'. Say what they contain, or that there are none.")];

    public override string ToString() => $"PAssert.That({collection})";

    private sealed class Writer(PAssertSink<T> sink) : SinkWriter<T>
    {
        private readonly List<WindowedValue<T>> panes = [];
        private bool isComplete;

        public override void Write(in WindowedValue<T> element) => panes.Add(element);

        public override ValueTask CompleteAsync(CancellationToken cancellationToken)
        {
            isComplete = true;
            return ValueTask.CompletedTask;
        }

        // Here and not on completion, where the runner would wrap it: the run fails with the very exception. All sinks are complete by now.
        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync().ConfigureAwait(false);
            if (!isComplete)
            {
                return;
            }

            var faults = sink.Find(panes);
            if (faults.Count > 0)
            {
                throw new PAssertException(string.Join("\n", faults.Select(fault => fault.Text)), faults.FirstOrDefault(fault => fault.Cause is not null)?.Cause);
            }
        }
    }
}
