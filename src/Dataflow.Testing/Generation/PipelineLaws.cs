using Dataflow.Running;

namespace Dataflow.Testing.Generation;

/// <summary>
/// Laws that hold for every pipeline whose functions are pure, so that they show where one of your own is not. Each takes a stream, for example one of
/// <see cref="Generate.Streams{T}"/>, and what is done with it.
/// </summary>
public static class PipelineLaws
{
    private static readonly RunOptions OneByOne = new() { BatchSize = 1 };

    private static readonly RunOptions[] Schedules =
    [
        new() { BatchSize = 7 }, new() { BatchSize = 4096 }, new() { BatchSize = 1, Parallelism = 2 }, new() { BatchSize = 7, Parallelism = 3 }, new() { Parallelism = 2 },
    ];

    /// <summary>
    /// The size of batches and the number of workers change nothing: every pane has the same value, window, times and place. A function that keeps state of its own,
    /// reads a clock or draws random numbers breaks it.
    /// </summary>
    /// <exception cref="PAssertException">They change something; the message shows the first output that differs.</exception>
    public static void SchedulesChangeNothing<TIn, TOut>(EventStream<TIn> stream, Func<PCollection<TIn>, PCollection<TOut>> describe)
    {
        var expected = Run(stream, describe, OneByOne);
        foreach (var options in Schedules)
        {
            var actual = Run(stream, describe, options);
            var same = expected.Zip(actual).TakeWhile(pair => AreSame(pair.First, pair.Second)).Count();
            if (same < expected.Count || same < actual.Count)
            {
                throw new PAssertException(
                    $"Output {same}, counted from 0, is {TextAt(expected, same)} when elements come one by one, but {TextAt(actual, same)} in batches of {options.BatchSize} on {options.Parallelism} workers.");
            }
        }
    }

    /// <summary>
    /// What stands at the end of a stream is what a batch of the same elements gives: all of them read before the watermark moves. It holds where every
    /// grouping retracts, or has one pane a window, where nothing is late (<see cref="WatermarkSchedule.Sane"/>) and where functions do not depend on the order of arrival.
    /// </summary>
    /// <exception cref="PAssertException">Something else stands; the message shows what is missing and what is too much.</exception>
    public static void StreamEndsAsTheBatch<TIn, TOut>(EventStream<TIn> stream, Func<PCollection<TIn>, PCollection<TOut>> describe)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var batch = Standing(Run(new EventStream<TIn>([.. stream.Elements]), describe, OneByOne));
        var streamed = Standing(Run(stream, describe, OneByOne));
        if (ValueMatch.InAnyOrder(batch, streamed.ConvertAll(value => default(WindowedValue<KV<Windowing.Window, TOut>>) with { Value = value })) is { } fault)
        {
            throw new PAssertException($"At the end of the stream there does not stand what the batch gives; {fault.Text}");
        }
    }

    private static List<WindowedValue<TOut>> Run<TIn, TOut>(EventStream<TIn> stream, Func<PCollection<TIn>, PCollection<TOut>> describe, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(describe);
        var output = new List<WindowedValue<TOut>>();
        Pipeline.Build(p => describe(p.Read(stream)).ForEachPane(output.Add)).RunAsync(options).GetAwaiter().GetResult();
        return output;
    }

    private static List<KV<Windowing.Window, TOut>> Standing<TOut>(List<WindowedValue<TOut>> panes) =>
        PaneSelection<TOut>.All.FinalState().Of(panes).ConvertAll(pane => KV.Of(pane.Window, pane.Value));

    private static bool AreSame<T>(WindowedValue<T> one, WindowedValue<T> other) =>
        Parts.AreEqual(one.Value, other.Value) && (one with { Value = default! }).Equals(other with { Value = default! });

    private static string TextAt<T>(List<WindowedValue<T>> panes, int index) => index < panes.Count ? panes[index].ToString() : "nothing";
}
