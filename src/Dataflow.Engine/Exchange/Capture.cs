using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Exchange;

/// <summary>Copies what it receives behind what <see cref="Target"/> holds.</summary>
internal sealed class Capture<T>(bool observesMarks) : Receiver<T>
{
    /// <summary>Where the copies go.</summary>
    public Batch<T> Target { get; set; } = new(0);

    public override bool ObservesMarks => observesMarks;

    public override void Receive(Batch<T> batch)
    {
        var (from, to) = (batch.Columns, Target.Columns);
        if (to.Count == 0)
        {
            to.Shape(from);
        }

        var start = to.Count;
        to.Grow(start + batch.Count);
        Target.Reserve(start + batch.Count);
        batch.Span.CopyTo(Target.Values.AsSpan(start));
        to.CopyRows(from, 0, start, batch.Count);
        to.Count = start + batch.Count;
        foreach (ref readonly var mark in from.Marks.Span)
        {
            to.Marks.Add(start + mark.Position, mark.Kind, mark.Ticks, mark.Cause);
        }
    }
}
