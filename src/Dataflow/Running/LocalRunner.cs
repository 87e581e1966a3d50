using System.Runtime.ExceptionServices;
using Dataflow.Planning;

namespace Dataflow.Running;

/// <summary>
/// Runs pipelines in this process. With one worker everything runs on the caller's flow of control; results are the same for any
/// number of workers and any batch size (law 2).
/// </summary>
public sealed class LocalRunner
{
    private readonly RunOptions options;

    /// <summary>Makes a runner with these options, or the defaults.</summary>
    public LocalRunner(RunOptions? options = null) => this.options = options ?? new RunOptions();

    /// <summary>Runs a pipeline until its sources have ended and everything has fired.</summary>
    /// <exception cref="StepFailedException">A function of the user threw. The message names the step and the element.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled. What sinks took until then stays.</exception>
    public async Task<RunResult> RunAsync(Pipeline pipeline, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        var plan = PlanCompiler.Compile(pipeline, options);
        var run = new Run(plan, options);
        try
        {
            await run.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await AbandonAsync(run).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested && e is StepFailedException { InnerException: OperationCanceledException cancelled })
            {
                ExceptionDispatchInfo.Throw(cancelled);
            }

            throw;
        }

        await run.DisposeAsync().ConfigureAwait(false);
        return run.Result();
    }

    // What fails while a failed run is cleared away must not hide why it failed.
    private static async Task AbandonAsync(Run run)
    {
        try
        {
            await run.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            return;
        }
    }
}
