using System.Threading.Channels;
using Dataflow.Graph;
using Dataflow.Sinks;

namespace Dataflow;

/// <summary>The sinks of a pipeline. Each gives its collection back, so that more can follow.</summary>
public static class PipelineSinks
{
    /// <summary>Calls a function with each value.</summary>
    public static PCollection<T> ForEach<T>(this PCollection<T> input, Action<T> action, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(action);
        input.Pipeline.AddNode(name, "ForEach", unique => new ForEachNode<T>(unique, input.Node, action));
        return input;
    }

    /// <summary>Calls a function with each value, its event time, window and pane.</summary>
    public static PCollection<T> ForEachPane<T>(this PCollection<T> input, Action<WindowedValue<T>> action, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        return input.Write("ForEachPane", new PaneCallbackSink<T>(action), name);
    }

    /// <summary>Adds each value to a list.</summary>
    public static PCollection<T> ToList<T>(this PCollection<T> input, ICollection<T> list, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(list);
        input.Pipeline.AddNode(name, "ToList", unique => new ForEachNode<T>(unique, input.Node, list.Add));
        return input;
    }

    /// <summary>Adds each value, with its event time, window and pane, to a list.</summary>
    public static PCollection<T> ToList<T>(this PCollection<T> input, ICollection<WindowedValue<T>> list, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(list);
        return input.Write("ToList", new PaneCallbackSink<T>(list.Add), name);
    }

    /// <summary>Writes each value, with its event time, window and pane, to a channel. A full channel holds the run back.</summary>
    /// <remarks>The channel is not completed: it may take what other sinks write too.</remarks>
    public static PCollection<T> WriteTo<T>(this PCollection<T> input, ChannelWriter<WindowedValue<T>> channel, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return input.Write("WriteTo", new ChannelSink<T>(channel), name);
    }

    /// <summary>Writes each value, with its event time, window and pane, to a sink: a file, or one of your own.</summary>
    public static PCollection<T> WriteTo<T>(this PCollection<T> input, Sink<T> sink, string? name = null) => input.Write("WriteTo", sink, name);

    private static PCollection<T> Write<T>(this PCollection<T> input, string fallback, Sink<T> sink, string? name)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(sink);
        input.Pipeline.AddNode(name, fallback, unique => new WriteNode<T>(unique, input.Node, sink));
        return input;
    }
}
