namespace Dataflow.Benchmarks.Replays;

/// <summary>A bare loop over a file that reads the fields of each record and does nothing more.</summary>
internal interface IRecordLoop
{
    string Name { get; }

    void Read<TVisitor>(string path, ref TVisitor visitor)
        where TVisitor : struct, IRecordVisitor;
}
