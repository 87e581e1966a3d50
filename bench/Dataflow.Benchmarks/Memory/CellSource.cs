using Dataflow.Benchmarks.Measuring;
using Dataflow.Sources;
using Dataflow.Watermarks;

namespace Dataflow.Benchmarks.Memory;

/// <summary>
/// An event for each key in each window, without a step of the watermark, so that all cells are open when the last has been read. It measures the heap
/// before the first and after the last.
/// </summary>
internal sealed class CellSource(int keys, int windows, long windowSize) : Source<Event>
{
    public override WatermarkPolicy Watermark => WatermarkPolicy.Recorded;

    /// <summary>By how many bytes the heap has grown from the first event to the last.</summary>
    public long Growth { get; private set; }

    public override SourceReader<Event> Open() => new Reader(this, keys, windows, windowSize);

    public override string ToString() => $"{keys} keys in each of {windows} windows";

    private sealed class Reader(CellSource source, int keys, int windows, long windowSize) : SourceReader<Event>
    {
        private long before = -1;
        private int key;
        private int window;

        public override ValueTask<bool> ReadAsync(SourceBatch<Event> batch, CancellationToken cancellationToken)
        {
            if (before < 0)
            {
                before = Heap();
            }

            if (key == keys)
            {
                source.Growth = Heap() - before;
                return new ValueTask<bool>(false);
            }

            for (; key < keys && !batch.IsFull; key += window == 0 ? 1 : 0)
            {
                var ticks = window * windowSize;
                batch.Add(new Event(ticks, key, 1), ticks);
                window = (window + 1) % windows;
            }

            return new ValueTask<bool>(true);
        }

        // What is pooled is given up behind a full collection, and is gone with the next.
        private static long Heap()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return GC.GetTotalMemory(forceFullCollection: true);
        }
    }
}
