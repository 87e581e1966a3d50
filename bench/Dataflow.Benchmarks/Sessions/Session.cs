namespace Dataflow.Benchmarks.Sessions;

/// <summary>An open session of a key: 32 bytes, so that two are in a line of the cache.</summary>
internal struct Session
{
    public long Start;
    public long End;
    public long Sum;
    public int Key;

    /// <summary>The next earlier session of the key; 0 for none.</summary>
    public int Earlier;
}
