namespace Dataflow.Engine.Pooling;

/// <summary>Tells when the garbage collector has looked through all memory, which it does seldom unless memory runs short.</summary>
internal sealed class FullCollection
{
    private readonly Action collected;

    private FullCollection(Action collected) => this.collected = collected;

    // Nothing refers to it: a collection finds it, and leaves it in the memory of what is oldest, where only full ones find it again.
    ~FullCollection()
    {
        collected();
        GC.ReRegisterForFinalize(this);
    }

    /// <summary>Has this called after each full collection from now on, and perhaps after one or two others before that, by the thread that finalizes objects: it must neither fail nor wait.</summary>
    public static void Subscribe(Action collected) => _ = new FullCollection(collected);
}
