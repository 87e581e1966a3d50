using System.Runtime.InteropServices;

namespace Dataflow.Engine.Pooling;

/// <summary>Tells when the garbage collector has looked through all memory, which it does seldom unless memory runs short.</summary>
internal sealed class FullCollection
{
    // Weak, so that types of an assembly that can be unloaded are not held; and no object, which would be finalized together with this one.
    private GCHandle collected;

    private FullCollection(Action collected) => this.collected = GCHandle.Alloc(collected, GCHandleType.Weak);

    // Nothing refers to it: a collection finds it, and leaves it in the memory of what is oldest, where only full ones find it again.
    ~FullCollection()
    {
        if (collected.Target is Action action)
        {
            action();
            GC.ReRegisterForFinalize(this);
        }
        else
        {
            collected.Free();
        }
    }

    /// <summary>
    /// Has this called after each full collection from now on, as long as something else refers to it, and perhaps after one or two other collections before that; by the thread that finalizes objects, so
    /// it must neither fail nor wait for anything that takes long.
    /// </summary>
    public static void Subscribe(Action collected) => _ = new FullCollection(collected);
}
