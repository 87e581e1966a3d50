using System.Runtime.CompilerServices;
using Dataflow.Benchmarks.Tables;

namespace Dataflow.Benchmarks.Sessions;

/// <summary>
/// The open sessions: a table from a key to the list of its sessions, the last first, which are few, and a wheel of their ends. A session stands in the slot of
/// the end that it had when it was put there; when that comes and the session has grown, it is put into the slot of its new end.
/// </summary>
/// <remarks>
/// An end lies after the watermark by the delay and the gap at most, so a wheel of that length holds all of them. A slot is emptied when the watermark is past
/// all of it, 0.8 ms of event time later than its first end: till then a session that has ended is still there, and takes no more events.
/// </remarks>
internal sealed class OpenSessions(Action<SessionSum> emit)
{
    private const int SlotBits = 13;
    private const int SlotCount = 1024;

    private readonly KeyTable<int> heads = new();
    private readonly int[] wheel = new int[SlotCount];
    private Session[] sessions = new Session[1024];
    private int[] nextInSlot = new int[1024];
    private int count = 1;
    private int free;
    private long slot = long.MinValue;

    /// <summary>The watermark.</summary>
    public long Watermark { get; private set; } = long.MinValue;

    /// <summary>Adds to the open session that an event falls into, or opens one; gives 1 if the event is late for that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(long ticks, int key, long value)
    {
        var tag = KeyTable<int>.TagOf(key);
        ref var entry = ref heads.Entries[KeyTable<int>.SlotOf(tag, heads.Shift)];
        if (entry.Tag == tag)
        {
            // Within the key's last session it meets no other: those before have ended where this began.
            ref var session = ref sessions[entry.Cell];
            if (ticks >= session.Start && ticks < session.End && session.End > Watermark)
            {
                session.Sum = checked(session.Sum + value);
                session.End = Math.Max(session.End, ticks + SessionQuery.Gap);
                return 0;
            }
        }

        return AddAnywhere(ticks, tag, value);
    }

    /// <summary>Moves the watermark, and emits the sessions that have ended.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AdvanceWatermark(long watermark)
    {
        Watermark = watermark;
        if (watermark >> SlotBits > slot)
        {
            EmptySlots(watermark >> SlotBits);
        }
    }

    /// <summary>Emits all sessions.</summary>
    public void End() => EmptySlots(long.MaxValue, Watermark = long.MaxValue);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int AddAnywhere(long ticks, ulong tag, long value)
    {
        var end = ticks + SessionQuery.Gap;
        var (later, place) = (0, heads.Find(tag) is { Tag: not 0 } head ? head.Cell : 0);
        while (place != 0 && sessions[place].Start >= end)
        {
            (later, place) = (place, sessions[place].Earlier);
        }

        // One that has ended, and is here only until the wheel comes to it, takes nothing; nor do those before it.
        ref var session = ref sessions[place];
        if (place != 0 && session.End > ticks && session.End > Watermark)
        {
            session.Sum = checked(session.Sum + value);
            session.End = Math.Max(session.End, end);
            if (ticks < session.Start)
            {
                session.Start = ticks;
                MergeEarlier(ref session);
            }

            return 0;
        }

        if (end <= Watermark)
        {
            return 1;
        }

        var opened = Open(ticks, end, (int)tag, value);
        sessions[opened].Earlier = place;
        if (later == 0)
        {
            heads.FindOrAdd(tag) = opened;
        }
        else
        {
            sessions[later].Earlier = opened;
        }

        return 0;
    }

    // An event lies between two sessions at most, as none is shorter than the gap. The later one takes all that the other has, and the wheel frees that.
    private void MergeEarlier(ref Session session)
    {
        ref var earlier = ref sessions[session.Earlier];
        if (session.Earlier != 0 && earlier.End > session.Start && earlier.End > Watermark)
        {
            session.Start = earlier.Start;
            session.Sum = checked(session.Sum + earlier.Sum);
            session.Earlier = earlier.Earlier;
            earlier.End = long.MinValue;
        }
    }

    private int Open(long start, long end, int key, long value)
    {
        var place = free;
        if (place != 0)
        {
            free = sessions[place].Earlier;
        }
        else
        {
            if (count == sessions.Length)
            {
                Array.Resize(ref sessions, count * 2);
                Array.Resize(ref nextInSlot, count * 2);
            }

            place = count++;
        }

        sessions[place] = new Session { Start = start, End = end, Sum = value, Key = key };
        Put(place, end);
        return place;
    }

    private void Put(int place, long end)
    {
        ref var first = ref wheel[(int)(end >> SlotBits) & (SlotCount - 1)];
        nextInSlot[place] = first;
        first = place;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EmptySlots(long to) => EmptySlots(to, Watermark);

    private void EmptySlots(long to, long watermark)
    {
        // After a jump of the watermark all slots are due, each once.
        var from = slot == long.MinValue || to - slot > SlotCount ? to - SlotCount : slot;
        slot = to;
        for (; from < to; from++)
        {
            var place = wheel[(int)from & (SlotCount - 1)];
            wheel[(int)from & (SlotCount - 1)] = 0;
            while (place != 0)
            {
                var following = nextInSlot[place];
                Settle(place, watermark);
                place = following;
            }
        }
    }

    private void Settle(int place, long watermark)
    {
        ref var session = ref sessions[place];
        if (session.End > watermark)
        {
            Put(place, session.End);
            return;
        }

        if (session.End != long.MinValue)
        {
            emit(new SessionSum(session.Start, session.End, session.Key, session.Sum));
            Unlink(place, KeyTable<int>.TagOf(session.Key));
        }

        session.Earlier = free;
        free = place;
    }

    private void Unlink(int place, ulong tag)
    {
        ref var head = ref heads.Find(tag).Cell;
        if (head != place)
        {
            var later = head;
            while (sessions[later].Earlier != place)
            {
                later = sessions[later].Earlier;
            }

            sessions[later].Earlier = sessions[place].Earlier;
        }
        else if (sessions[place].Earlier != 0)
        {
            head = sessions[place].Earlier;
        }
        else
        {
            heads.Remove(tag);
        }
    }
}
