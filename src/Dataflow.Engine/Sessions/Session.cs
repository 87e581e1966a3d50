namespace Dataflow.Engine.Sessions;

/// <summary>An open session of a key. It stands in <see cref="OpenSessions{TKey, TAccumulator}"/> and is linked with the others of its key by their places.</summary>
internal struct Session<TKey, TAccumulator>
{
    public TKey Key;

    /// <summary>The place of the key's next earlier session, 0 for none. Of a place that is free: the next that is.</summary>
    public int Earlier;

    /// <summary>The place of the key's next later session; 0 for none.</summary>
    public int Later;

    public long Start;
    public long End;

    /// <summary>The place of its first element among all, which orders sessions of different keys over the same window.</summary>
    public long Sequence;

    /// <summary>How many elements it holds.</summary>
    public long Count;

    public TAccumulator Accumulator;
}
