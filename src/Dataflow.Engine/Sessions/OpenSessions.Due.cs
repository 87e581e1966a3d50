using System.Runtime.InteropServices;
using Dataflow.Engine.Batches;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Sessions;

/// <content>Sessions that are complete.</content>
internal sealed partial class OpenSessions<TKey, TAccumulator>
{
    private readonly long endsIncluded = rule.IsInclusive ? 1 : 0;
    private readonly DeadlineWheel wheel = new();
    private readonly List<int> reached = [];
    private readonly List<DueSession> due = [];

    /// <summary>The watermark at which a session with this end is complete: its end (choice 3), or a tick later where an element at the end itself would still be a part of it.</summary>
    public long CompletionOf(long end) => EventTime.Add(end, endsIncluded);

    /// <summary>Gives the sessions that are complete at a watermark, in the order in which they fire. Each must be closed.</summary>
    public ReadOnlySpan<DueSession> TakeDue(long watermark)
    {
        reached.Clear();
        due.Clear();
        wheel.TakeReached(watermark, reached);
        foreach (var place in reached)
        {
            ref readonly var session = ref sessions[place];
            var completion = CompletionOf(session.End);
            if (completion > watermark)
            {
                wheel.Put(place, completion);
            }
            else
            {
                due.Add(new DueSession(new Rank(completion, new Window(session.Start, session.End), session.Sequence), place));
            }
        }

        var inOrder = CollectionsMarshal.AsSpan(due);
        Sort(inOrder);
        return inOrder;
    }

    // The wheel gives most in order: nearly all of them stand where they belong, or next to it.
    private static void Sort(Span<DueSession> due)
    {
        var moves = 4 * due.Length;
        for (var i = 1; i < due.Length; i++)
        {
            var session = due[i];
            var place = i;
            for (; place > 0 && session.Rank.CompareTo(due[place - 1].Rank) < 0; place--)
            {
                due[place] = due[place - 1];
            }

            due[place] = session;
            moves -= i - place;
            if (moves < 0)
            {
                due.Sort();
                return;
            }
        }
    }
}
