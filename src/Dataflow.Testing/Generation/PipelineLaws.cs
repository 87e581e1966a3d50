using Dataflow.Running;
using Dataflow.Windowing;

namespace Dataflow.Testing.Generation;

/// <summary>
/// Laws of pipelines whose functions are pure, so that they show where one of your own is not. Each takes a stream, for example one of
/// <see cref="Generate.Streams{T}(FsCheck.Arbitrary{T}, StreamOptions?)"/>, and what is done with it, and says for which pipelines it holds.
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
    /// reads a clock or draws random numbers breaks it. It holds for every pipeline of pure functions and every stream.
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
    /// What stands at the end of a stream, when each retraction has taken out what it takes back, is what a batch of the same elements gives: all of them read in the same order before
    /// the watermark moves. Values and windows are compared.
    /// </summary>
    /// <remarks>
    /// It holds under these conditions. The first four are looked for, and what is found is refused.
    /// <list type="number">
    /// <item>Every grouping retracts, or has one pane at most for a window, see <see cref="WindowingStrategy.MayEmitSeveralPanes"/>.</item>
    /// <item>No grouping has a trigger that can finish while elements still come, allowed or not, see <see cref="WindowingStrategy.MayLoseElements"/>.</item>
    /// <item>
    /// A grouping whose panes are grouped again gives them the time <see cref="TimestampCombiner.EndOfWindow"/>, since an earliest or latest one is that of the elements since the pane before. It may
    /// give an earliest or latest one if it has one pane at most for a window, takes from nothing that retracts, and no element comes behind the watermark.
    /// </item>
    /// <item>
    /// Nothing is dropped as late. No element comes to windows that merge further behind the watermark than their allowed lateness, as a session that it belongs to may have expired.
    /// Streams by <see cref="WatermarkSchedule.Sane"/> are such whatever the groupings allow.
    /// </item>
    /// <item>
    /// Functions are pure. Behind a grouping they look only at values and windows, not at times, panes, the clock or the watermark; and they, combine functions and merging window functions of
    /// your own do not depend on the order of arrival.
    /// </item>
    /// </list>
    /// </remarks>
    /// <exception cref="PAssertException">Something else stands; the message shows what is missing and what is too much.</exception>
    /// <exception cref="ArgumentException">The pipeline or the stream does not meet one of the first four conditions; the message says which, of which step, and what to do.</exception>
    public static void StreamEndsAsTheBatch<TIn, TOut>(EventStream<TIn> stream, Func<PCollection<TIn>, PCollection<TOut>> describe)
    {
        var pipeline = Build(stream, describe, out var output);
        ThrowIf(BatchConditions.UnmetBy(pipeline), nameof(describe));
        var result = pipeline.RunAsync(OneByOne).GetAwaiter().GetResult();
        ThrowIf(BatchConditions.UnmetBy(stream, pipeline, result), nameof(stream));
        var streamed = Standing(output);
        var batch = Standing(Run(new EventStream<TIn>([.. stream.Elements]), describe, OneByOne));
        if (ValueMatch.InAnyOrder(batch, streamed.ConvertAll(value => default(WindowedValue<KV<Window, TOut>>) with { Value = value })) is { } fault)
        {
            throw new PAssertException($"At the end of the stream there does not stand what the batch gives; {fault.Text}");
        }
    }

    private static List<WindowedValue<TOut>> Run<TIn, TOut>(EventStream<TIn> stream, Func<PCollection<TIn>, PCollection<TOut>> describe, RunOptions options)
    {
        Build(stream, describe, out var output).RunAsync(options).GetAwaiter().GetResult();
        return output;
    }

    private static Pipeline Build<TIn, TOut>(EventStream<TIn> stream, Func<PCollection<TIn>, PCollection<TOut>> describe, out List<WindowedValue<TOut>> output)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(describe);
        var panes = output = [];
        return Pipeline.Build(p => describe(p.Read(stream)).ForEachPane(panes.Add));
    }

    private static void ThrowIf(string? unmet, string parameter)
    {
        if (unmet is not null)
        {
            throw new ArgumentException($"It is not said that the stream ends as the batch. {unmet}", parameter);
        }
    }

    private static List<KV<Window, TOut>> Standing<TOut>(List<WindowedValue<TOut>> panes) =>
        PaneSelection<TOut>.All.FinalState().Of(panes).ConvertAll(pane => KV.Of(pane.Window, pane.Value));

    private static bool AreSame<T>(WindowedValue<T> one, WindowedValue<T> other) =>
        Parts.AreEqual(one.Value, other.Value) && (one with { Value = default! }).Equals(other with { Value = default! });

    private static string TextAt<T>(List<WindowedValue<T>> panes, int index) => index < panes.Count ? panes[index].ToString() : "nothing";
}
