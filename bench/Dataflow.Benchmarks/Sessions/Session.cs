namespace Dataflow.Benchmarks.Sessions;

/// <summary>An open session, in two lists: that of its key, and that of the sessions which may end soon after each other.</summary>
internal struct Session
{
    public long Start;
    public long End;
    public long Sum;
    public int Key;

    /// <summary>The next session of the key; 0 for none.</summary>
    public int NextOfKey;

    /// <summary>The next session in the wheel's slot; 0 for none.</summary>
    public int NextInSlot;
}
