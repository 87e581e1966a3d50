using Dataflow.Running;
using Dataflow.Sources;
using Dataflow.Testing.Generation;

namespace Dataflow.Laws.Tests.Panes;

/// <summary>Runs a pipeline through the public API.</summary>
internal static class EngineRun
{
    public static Outcome Of(PipelineCase input) => Of(input.Stream, input.Pipeline, input.Schedule, out _);

    public static Outcome Of(Source<KV<string, string>> stream, GeneratedPipeline steps, Schedule schedule, out RunResult result) =>
        Of(p => p.Read(stream, "Source"), steps, schedule, out result);

    /// <summary>Runs a pipeline; <paramref name="inputs"/> takes what comes to each step, if it is not null.</summary>
    public static Outcome Of(
        Func<PipelineBuilder, PCollection<KV<string, string>>> read, GeneratedPipeline steps, Schedule schedule, out RunResult result, List<List<WindowedValue<KV<string, string>>>>? inputs = null)
    {
        var panes = new List<WindowedValue<KV<string, string>>>();
        var late = new List<List<LateElement<KV<string, string>>>>();
        var pipeline = Pipeline.Build(p =>
        {
            var collection = read(p);
            for (var i = 0; i < steps.Steps.Count; i++)
            {
                if (inputs is not null)
                {
                    inputs.Add([]);
                    collection.ToList(inputs[^1]);
                }

                if (steps.Steps[i] is GroupStep group)
                {
                    var (grouped, dropped) = group.Group(collection, GeneratedPipeline.NameOf(i));
                    late.Add([]);
                    dropped.ToList(late[^1]);
                    collection = grouped;
                }
                else
                {
                    collection = steps.Steps[i].Apply(collection, GeneratedPipeline.NameOf(i));
                }
            }

            collection.ToList(panes);
        });
        result = pipeline.RunAsync(schedule.Options).GetAwaiter().GetResult();
        return new Outcome([.. panes.Select(Outcome.Of)], [.. late.Select(list => list.ConvertAll(Outcome.Of))]);
    }
}
