using Dataflow.Engine.Keyed;
using Dataflow.Engine.Steps;
using Dataflow.Running;

namespace Dataflow.Planning;

/// <summary>A pipeline compiled into operators, for one run.</summary>
internal sealed class Plan
{
    public List<SourceDriver> Sources { get; } = [];

    /// <summary>Stops the sinks when the run is cancelled.</summary>
    public StopSignal Stop { get; } = new();

    public List<ISinkStep> Sinks { get; } = [];

    /// <summary>The steps that hold input back, each behind those that it takes from.</summary>
    public List<ISettling> Settling { get; } = [];

    /// <summary>Whether what is held back must go on after each batch, rather than when there is time.</summary>
    public bool SettlesEachBatch { get; set; }

    public List<IStatefulStep> Stateful { get; } = [];

    public List<IDisposable> Disposables { get; } = [];

    /// <summary>The counters of each step, one for each worker that runs it, by the step's place in the pipeline.</summary>
    public SortedDictionary<int, List<StepCounters>> Counters { get; } = [];

    /// <summary>The operators in the order in which elements pass through them.</summary>
    public List<PlannedOperator> Operators { get; } = [];
}
