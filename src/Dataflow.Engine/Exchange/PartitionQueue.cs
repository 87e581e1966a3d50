namespace Dataflow.Engine.Exchange;

/// <summary>
/// Work for partitions, for each in the order in which it was added. A thread takes work of a partition at which no other is, so that the state of each
/// is one thread's at a time: of the partition at which it was last, whose state is near, or else of the one that has waited longest. Allocates nothing once it is warm.
/// </summary>
/// <remarks>One thread, the owner, adds work, and may do some of it between other things. The others do nothing else, by <see cref="Next"/>.</remarks>
internal sealed class PartitionQueue<T>
    where T : class
{
    private readonly object gate = new();
    private readonly object ownerGate = new();
    private readonly Queue<(T Item, long Number)>[] waiting;
    private readonly bool[] isTaken;
    private volatile int changes;
    private long added;
    private bool isOwnerWaiting;
    private bool isClosed;

    public PartitionQueue(int partitions)
    {
        waiting = [.. Enumerable.Range(0, partitions).Select(static _ => new Queue<(T, long)>())];
        isTaken = new bool[partitions];
    }

    /// <summary>Grows with all that is added or done.</summary>
    public int Changes => changes;

    /// <summary>Adds an item for each partition.</summary>
    public void Add(ReadOnlySpan<T> items)
    {
        lock (gate)
        {
            for (var partition = 0; partition < items.Length; partition++)
            {
                waiting[partition].Enqueue((items[partition], added));
            }

            added++;
            changes++;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Takes an item for the owner, if there is one. Its partition is the owner's until <see cref="Done"/>.</summary>
    public bool TryTake(ref PartitionTurn<T> turn)
    {
        lock (gate)
        {
            return TryTakeCore(ref turn);
        }
    }

    /// <summary>Says that the owner has done its item.</summary>
    public void Done(ref PartitionTurn<T> turn)
    {
        lock (gate)
        {
            GiveUp(ref turn);

            // The owner may turn to other things, and leave what waits there to one that sleeps.
            if (waiting[turn.Partition].Count > 0)
            {
                Monitor.Pulse(gate);
            }
        }
    }

    /// <summary>Has the owner wait until there are more <see cref="Changes"/> than it has seen.</summary>
    /// <exception cref="ObjectDisposedException">The queue is closed, so that there will be none.</exception>
    public void WaitForChange(int seen)
    {
        Spin(seen);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            if (changes != seen)
            {
                return;
            }

            isOwnerWaiting = true;
        }

        lock (ownerGate)
        {
            while (isOwnerWaiting)
            {
                Monitor.Wait(ownerGate);
            }
        }
    }

    /// <summary>Says that an item is done, if the turn has one, and takes the next; waits while there is none. False once the queue is closed.</summary>
    public bool Next(ref PartitionTurn<T> turn)
    {
        while (true)
        {
            int seen;
            lock (gate)
            {
                if (turn.Item is not null)
                {
                    // What waits at the partition is taken below, so that only the owner may have something to do.
                    GiveUp(ref turn);
                    WakeOwner();
                }

                if (TryTakeCore(ref turn))
                {
                    return true;
                }

                if (isClosed)
                {
                    return false;
                }

                seen = changes;
            }

            Spin(seen);
            lock (gate)
            {
                while (changes == seen)
                {
                    Monitor.Wait(gate);
                }
            }
        }
    }

    /// <summary>Lets nobody take or wait for anything more. For the owner.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            changes++;
            Monitor.PulseAll(gate);
        }
    }

    private void WakeOwner()
    {
        if (isOwnerWaiting)
        {
            lock (ownerGate)
            {
                isOwnerWaiting = false;
                Monitor.Pulse(ownerGate);
            }
        }
    }

    private bool TryTakeCore(ref PartitionTurn<T> turn)
    {
        var best = CanTake(turn.Partition) ? turn.Partition : Longest();
        if (best < 0 || isClosed)
        {
            return false;
        }

        isTaken[best] = true;
        turn = new(best) { Item = waiting[best].Dequeue().Item };
        return true;
    }

    private bool CanTake(int partition) => !isTaken[partition] && waiting[partition].Count > 0;

    private int Longest()
    {
        var (best, oldest) = (-1, long.MaxValue);
        for (var partition = 0; partition < waiting.Length; partition++)
        {
            if (CanTake(partition) && waiting[partition].Peek().Number < oldest)
            {
                (best, oldest) = (partition, waiting[partition].Peek().Number);
            }
        }

        return best;
    }

    private void GiveUp(ref PartitionTurn<T> turn)
    {
        turn.Item = null;
        isTaken[turn.Partition] = false;
        changes++;
    }

    // The next change often comes sooner than a thread sleeps and wakes.
    private void Spin(int seen)
    {
        var spin = default(SpinWait);
        while (changes == seen && !spin.NextSpinWillYield)
        {
            spin.SpinOnce();
        }
    }
}
