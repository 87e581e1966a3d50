using System.Diagnostics.CodeAnalysis;

namespace Dataflow.Engine.Exchange;

/// <summary>
/// Work that one thread makes and several take, the oldest first. Holds <paramref name="capacity"/> items at most, knows when all are done, and gives
/// those that are back to be used again. Allocates nothing once it is warm.
/// </summary>
internal sealed class WorkQueue<T>(int capacity)
    where T : class
{
    private readonly object gate = new();
    private readonly Queue<T> waiting = new(capacity);
    private readonly Stack<T> free = new();
    private volatile int count;
    private int underWay;
    private bool isMakerWaiting;
    private bool isClosed;

    /// <summary>How many items wait to be taken; other threads change it at any time.</summary>
    public int Count => count;

    /// <summary>Adds an item, unless the queue is full.</summary>
    public bool TryAdd(T item)
    {
        lock (gate)
        {
            if (waiting.Count == capacity)
            {
                return false;
            }

            waiting.Enqueue(item);
            count = waiting.Count;
            Monitor.Pulse(gate);
            return true;
        }
    }

    /// <summary>Has the thread that makes items wait until there is room for one, or the queue is closed.</summary>
    public void WaitForRoom()
    {
        var spin = default(SpinWait);
        while (count == capacity && !spin.NextSpinWillYield)
        {
            spin.SpinOnce();
        }

        lock (gate)
        {
            while (waiting.Count == capacity && !isClosed)
            {
                isMakerWaiting = true;
                Monitor.Wait(gate);
            }
        }
    }

    /// <summary>Takes the oldest item, if there is one.</summary>
    public bool TryTake([MaybeNullWhen(false)] out T item)
    {
        lock (gate)
        {
            return TryTakeCore(out item);
        }
    }

    /// <summary>Takes the oldest item and waits for one if there is none; false if none will come.</summary>
    public bool Take([MaybeNullWhen(false)] out T item)
    {
        // The next one often comes sooner than a thread sleeps and wakes.
        var spin = default(SpinWait);
        while (count == 0 && !spin.NextSpinWillYield)
        {
            spin.SpinOnce();
        }

        lock (gate)
        {
            while (!TryTakeCore(out item))
            {
                if (isClosed)
                {
                    return false;
                }

                Monitor.Wait(gate);
            }

            return true;
        }
    }

    /// <summary>Gives back an item that was taken.</summary>
    public void Done(T item)
    {
        lock (gate)
        {
            free.Push(item);
            if (--underWay == 0 && waiting.Count == 0)
            {
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <summary>An item that was done, if there is one.</summary>
    public T? TryReuse()
    {
        lock (gate)
        {
            return free.TryPop(out var item) ? item : null;
        }
    }

    /// <summary>Waits until all items that were added are done.</summary>
    public void WaitUntilDone()
    {
        lock (gate)
        {
            while (waiting.Count + underWay > 0)
            {
                Monitor.Wait(gate);
            }
        }
    }

    /// <summary>Says that nothing more is added.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.PulseAll(gate);
        }
    }

    private bool TryTakeCore([MaybeNullWhen(false)] out T item)
    {
        if (!waiting.TryDequeue(out item))
        {
            return false;
        }

        count = waiting.Count;
        underWay++;
        if (isMakerWaiting)
        {
            isMakerWaiting = false;
            Monitor.PulseAll(gate);
        }

        return true;
    }
}
