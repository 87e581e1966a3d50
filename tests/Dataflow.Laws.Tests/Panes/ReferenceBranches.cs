using Dataflow.Reference;

namespace Dataflow.Laws.Tests.Panes;

/// <summary>Runs branches that meet by the executable specification.</summary>
internal sealed class ReferenceBranches
{
    private readonly ReferenceRun[] branches;
    private readonly ReferenceRun joint;
    private readonly List<Element> panes = [];
    private readonly Int128[] watermarks = [Signal.Start, Signal.Start];
    private Int128 watermark = Signal.Start;
    private Int128 clock = Signal.Start;

    private ReferenceBranches(BranchingCase input)
    {
        branches = [new ReferenceRun(input.Left), new ReferenceRun(input.Right)];
        joint = new ReferenceRun(input.Joint, branches.Select(branch => branch.Lateness).Append(BranchingCase.Meeting.AllowedLateness).Max());
    }

    /// <summary>The panes that come out, and how many elements each grouping behind the meeting drops.</summary>
    public static (IReadOnlyList<Element> Panes, IReadOnlyList<int> Late) Of(BranchingCase input)
    {
        var run = new ReferenceBranches(input);
        if (input.Other is { } other)
        {
            run.TakeInTurn([new(ReferenceRun.SignalsOf(input.Stream)), new(ReferenceRun.SignalsOf(other))]);
        }
        else
        {
            ReferenceRun.SignalsOf(input.Stream).ToList().ForEach(run.TakeBothWays);
        }

        return (run.panes, [.. run.joint.Late.Select(late => late.Count)]);
    }

    // Decision 0005: the next comes from the stream whose watermark is the least, of equal ones from the first.
    private void TakeInTurn(Queue<Signal>[] streams)
    {
        var said = new[] { Signal.Start, Signal.Start };
        while (streams.Any(stream => stream.Count > 0))
        {
            var next = streams[1].Count == 0 || (streams[0].Count > 0 && said[0] <= said[1]) ? 0 : 1;
            var signal = streams[next].Dequeue();
            said[next] = signal is WatermarkAt to ? to.Time : said[next];
            foreach (var met in branches[next].Take(signal))
            {
                Take(met, next);
                MoveWatermark();
            }
        }
    }

    // Decision 0006: what one signal brings comes together: elements first, by input, then the clock, then the watermark when both have moved.
    private void TakeBothWays(Signal signal)
    {
        var ways = branches.Select(branch => new Queue<Signal>(branch.Take(signal))).ToList();
        while (ways.Exists(way => way.Count > 0))
        {
            var next = ways.Where(way => way.Count > 0).MinBy(way => way.Peek() switch { Element => Signal.Start - 1, ClockAt now => now.Time, _ => Signal.End + 1 })!;
            if (next.Peek() is Element)
            {
                MoveWatermark();
            }

            Take(next.Dequeue(), ways.IndexOf(next));
        }

        MoveWatermark();
    }

    private void Take(Signal signal, int input)
    {
        switch (signal)
        {
            case Element element:
                Send(element);
                break;
            case ClockAt now when now.Time > clock:
                Send(new ClockAt(clock = now.Time));
                break;
            case WatermarkAt to:
                watermarks[input] = to.Time;
                break;
        }
    }

    private void MoveWatermark()
    {
        if (watermarks.Min() > watermark)
        {
            Send(new WatermarkAt(watermark = watermarks.Min()));
        }
    }

    private void Send(Signal signal) => panes.AddRange(joint.Take(signal).OfType<Element>());
}
