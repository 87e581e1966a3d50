namespace Dataflow.Engine.Triggers;

/// <summary>A place for a truth in a cell's state.</summary>
internal readonly struct StateBit(int word, long mask)
{
    public bool Get(long[] state) => (state[word] & mask) != 0;

    public void Set(long[] state, bool value) => state[word] = value ? state[word] | mask : state[word] & ~mask;
}
