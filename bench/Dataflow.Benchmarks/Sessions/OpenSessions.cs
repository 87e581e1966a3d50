using System.Runtime.CompilerServices;
using Dataflow.Benchmarks.Tables;

namespace Dataflow.Benchmarks.Sessions;

/// <summary>
/// The open sessions: a table from a key to the list of its sessions, which are few, and a wheel of their ends. A session stands in the slot of the end
/// that it had when it was put there; when that comes and the session has grown, it is put into the slot of its new end.
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
    private int count = 1;
    private int free;
    private long slot = long.MinValue;

    /// <summary>The watermark.</summary>
    public long Watermark { get; private set; } = long.MinValue;

    /// <summary>Adds to the open session that an event falls into, opens one, or gives 1 if the event is late for that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(long ticks, int key, long value)
    {
        var tag = KeyTable<int>.TagOf(key);
        ref var entry = ref heads.Entries[KeyTable<int>.SlotOf(tag, heads.Shift)];
        if (entry.Tag == tag)
        {
            // Mostly the event falls into the key's last session and prolongs it or not; where the session before is far enough away it is that one alone.
            ref var session = ref sessions[entry.Cell];
            if (ticks >= session.Start && ticks < session.End && session.End > Watermark && session.NextOfKey == 0)
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
        var (start, end) = (ticks, ticks + SessionQuery.Gap);
        var found = 0;
        ref var head = ref heads.Find(tag);
        for (var (place, before) = (head.Tag == 0 ? 0 : head.Cell, 0); place != 0;)
        {
            ref var session = ref sessions[place];
            var following = session.NextOfKey;
            if (session.Start >= end || session.End <= start || session.End <= Watermark)
            {
                before = place;
            }
            else if (found == 0)
            {
                (session.Start, session.End) = (Math.Min(session.Start, start), Math.Max(session.End, end));
                session.Sum = checked(session.Sum + value);
                (start, end) = (session.Start, session.End);
                (found, before) = (place, place);
            }
            else
            {
                // The event lies between two sessions. The second gives all it has to the first; the wheel frees it.
                ref var first = ref sessions[found];
                (first.Start, first.End) = (Math.Min(first.Start, session.Start), Math.Max(first.End, session.End));
                first.Sum = checked(first.Sum + session.Sum);
                sessions[before].NextOfKey = following;
                session.End = long.MinValue;
            }

            place = following;
        }

        if (found != 0)
        {
            return 0;
        }

        if (end <= Watermark)
        {
            return 1;
        }

        var opened = Open(start, end, (int)tag, value);
        ref var cell = ref heads.FindOrAdd(tag);
        sessions[opened].NextOfKey = cell;
        cell = opened;
        return 0;
    }

    private int Open(long start, long end, int key, long value)
    {
        var place = free;
        if (place != 0)
        {
            free = sessions[place].NextOfKey;
        }
        else
        {
            if (count == sessions.Length)
            {
                Array.Resize(ref sessions, count * 2);
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
        sessions[place].NextInSlot = first;
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
                var following = sessions[place].NextInSlot;
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

        session.NextOfKey = free;
        free = place;
    }

    private void Unlink(int place, ulong tag)
    {
        ref var head = ref heads.Find(tag).Cell;
        if (head != place)
        {
            var before = head;
            while (sessions[before].NextOfKey != place)
            {
                before = sessions[before].NextOfKey;
            }

            sessions[before].NextOfKey = sessions[place].NextOfKey;
        }
        else if (sessions[place].NextOfKey != 0)
        {
            head = sessions[place].NextOfKey;
        }
        else
        {
            heads.Remove(tag);
        }
    }
}
