using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Dataflow.Running;

namespace Dataflow;

/// <summary>Shortcuts that run a pipeline on the local runner.</summary>
public static class PipelineRunning
{
    /// <inheritdoc cref="LocalRunner.RunAsync"/>
    public static Task<RunResult> RunAsync(this Pipeline pipeline, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        new LocalRunner(options).RunAsync(pipeline, cancellationToken);

    /// <summary>Prints the logical graph, and the physical graph that the local runner makes of it, with every setting in force.</summary>
    public static string Explain(this Pipeline pipeline, RunOptions? options = null) => Planning.PlanText.Of(pipeline, options ?? new RunOptions());

    /// <summary>
    /// Describes a pipeline and runs it while its one result is enumerated. A slow reader holds the run back; a reader that stops
    /// early cancels it.
    /// </summary>
    public static async IAsyncEnumerable<WindowedValue<T>> StreamAsync<T>(
        Func<PipelineBuilder, PCollection<T>> describe, RunOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(describe);
        var channel = Channel.CreateBounded<WindowedValue<T>>(new BoundedChannelOptions(1024) { SingleReader = true, SingleWriter = true });
        var pipeline = Pipeline.Build(builder => describe(builder).WriteTo(channel.Writer));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = Task.Run(
            async () =>
            {
                try
                {
                    await pipeline.RunAsync(options, stop.Token).ConfigureAwait(false);
                    channel.Writer.Complete();
                }
                catch (Exception e)
                {
                    channel.Writer.Complete(e);
                }
            },
            CancellationToken.None);
        try
        {
            await foreach (var element in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return element;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await run.ConfigureAwait(false);
        }
    }
}
