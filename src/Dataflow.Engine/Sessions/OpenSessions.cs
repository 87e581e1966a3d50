using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dataflow.Engine.Pooling;
using Dataflow.Windowing;

namespace Dataflow.Engine.Sessions;

/// <summary>
/// The open sessions of all keys: found by key, the latest first and the earlier ones linked behind it, and by deadline. A session may have grown since its deadline was set;
/// then it gets a new one when the old comes.
/// </summary>
/// <param name="rule">When sessions are one.</param>
/// <param name="gap">The gap, in ticks.</param>
internal sealed partial class OpenSessions<TKey, TAccumulator>(SessionRule rule, long gap)
{
    // At place 0 stands a session that takes no element, which a key without sessions is found to have.
    private Session<TKey, TAccumulator>[] sessions = Empty();
    private int used = 1;
    private int free;

    /// <summary>How many sessions are open.</summary>
    public int Count { get; private set; }

    /// <summary>All sessions, for checks.</summary>
    public IEnumerable<Session<TKey, TAccumulator>> All => sessions.Where(static session => session.Count > 0);

    private static Session<TKey, TAccumulator> Nothing => new() { Start = long.MaxValue, End = long.MinValue };

    /// <summary>The session at a place. It is there until the next is opened.</summary>
    public ref Session<TKey, TAccumulator> this[int place]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref sessions[place];
    }

    /// <summary>Opens a session between two that are neighbours, and gives its place. The element that it begins with must be put in.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="earlier">The place of the key's next earlier session; 0 for none.</param>
    /// <param name="later">The place of the key's next later session; 0 for none.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ends.</param>
    public int Open(TKey key, int hash, int earlier, int later, long start, long end)
    {
        var place = NewPlace();
        ref var session = ref sessions[place];
        (session.Key, session.Start, session.End) = (key, start, end);
        (session.Earlier, session.Later) = (earlier, later);
        if (earlier != 0)
        {
            sessions[earlier].Later = place;
        }

        if (later != 0)
        {
            sessions[later].Earlier = place;
        }
        else if (earlier != 0)
        {
            ReplaceHead(hash, earlier, place);
        }
        else
        {
            AddHead(hash, place);
        }

        Count++;
        wheel.Put(place, CompletionOf(end));
        return place;
    }

    /// <summary>Forgets a session that has a later one, of which it is a part now.</summary>
    public void CloseMerged(int place)
    {
        var later = sessions[place].Later;
        Debug.Assert(later != 0, "The later of two sessions is the one that stays.");
        Unlink(sessions[place].Earlier, later);
        wheel.Remove(place);
        Free(place);
    }

    /// <summary>Forgets a session that was due.</summary>
    public void CloseDue(int place)
    {
        ref readonly var session = ref sessions[place];
        Debug.Assert(session.Earlier == 0, "The sessions of a key are due one after the other.");
        if (session.Later == 0)
        {
            RemoveHead(HashOf(session.Key), place);
        }

        Unlink(0, session.Later);
        Free(place);
    }

    /// <summary>Gives up the memory that is kept for sessions to come, when none is open.</summary>
    public void LetGo()
    {
        Debug.Assert(Count == 0, "A session is not due yet.");
        PooledArray<Session<TKey, TAccumulator>>.Return(sessions);
        PooledArray<Head>.Return(heads);
        wheel.LetGo();
        (sessions, used, free) = (Empty(), 1, 0);
        (heads, shift, keys) = (new Head[1 << MinBits], 32 - MinBits, 0);
    }

    private static Session<TKey, TAccumulator>[] Empty()
    {
        var empty = PooledArray<Session<TKey, TAccumulator>>.Rent(16);
        Array.Clear(empty);
        empty[0] = Nothing;
        return empty;
    }

    private void Unlink(int earlier, int later)
    {
        if (earlier != 0)
        {
            sessions[earlier].Later = later;
        }

        if (later != 0)
        {
            sessions[later].Earlier = earlier;
        }
    }

    private int NewPlace()
    {
        var place = free;
        if (place != 0)
        {
            free = sessions[place].Earlier;
            return place;
        }

        if (used == sessions.Length)
        {
            PooledArray<Session<TKey, TAccumulator>>.Grow(ref sessions, used * 2, used);
            Array.Clear(sessions, used, used);
        }

        return used++;
    }

    private void Free(int place)
    {
        sessions[place] = default;
        sessions[place].Earlier = free;
        free = place;
        Count--;
    }
}
