using System.Diagnostics;
using Dataflow.Windowing;

namespace Dataflow.Engine.Sessions;

/// <content>What holds between any two elements or marks; checked in a debug build.</content>
internal sealed partial class OpenSessions<TKey, TAccumulator>
{
    [Conditional("DEBUG")]
    public void CheckInvariants()
    {
        wheel.CheckInvariants();
        Debug.Assert(wheel.Count == Count, $"{Count} sessions have {wheel.Count} deadlines.");
        Debug.Assert(All.Count() == Count, $"{All.Count()} sessions hold elements, not {Count}.");
        var (latest, linked) = (0, 0);
        foreach (var head in heads)
        {
            latest += head.Place == 0 ? 0 : 1;
            Debug.Assert(head.Place == 0 || LatestOf(sessions[head.Place].Key, head.Hash) == head.Place, $"The sessions of {sessions[head.Place].Key} cannot be found.");
            for (var (place, later) = (head.Place, 0); place != 0; (later, place) = (place, sessions[place].Earlier))
            {
                linked++;
                Debug.Assert(sessions[place].Later == later, "A session is not linked with the one before it.");
                Debug.Assert(later == 0 || !rule.Merges(WindowOf(place), WindowOf(later)), $"{WindowOf(place)} and {WindowOf(later)} have not merged.");
                Debug.Assert(later == 0 || sessions[place].End <= sessions[later].Start, $"{WindowOf(place)} is not before {WindowOf(later)}.");
            }
        }

        Debug.Assert(latest == keys, $"{latest} keys are found, not {keys}.");
        Debug.Assert(linked == Count, $"{linked} sessions are linked with their keys, not {Count}.");
    }

    private Window WindowOf(int place) => new(sessions[place].Start, sessions[place].End);
}
