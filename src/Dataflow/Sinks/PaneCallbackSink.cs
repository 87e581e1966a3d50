namespace Dataflow.Sinks;

/// <summary>Calls a function with each element.</summary>
internal sealed class PaneCallbackSink<T>(Action<WindowedValue<T>> action) : Sink<T>
{
    public override SinkWriter<T> Open() => new Writer(action);

    public override string ToString() => "a callback with windows and panes";

    private sealed class Writer(Action<WindowedValue<T>> action) : SinkWriter<T>
    {
        public override void Write(in WindowedValue<T> element) => action(element);
    }
}
