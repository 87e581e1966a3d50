using Dataflow.Testing.Generation;
using Dataflow.Windowing;
using FsCheck;
using FsCheck.Fluent;

namespace Dataflow.Laws.Tests.Panes;

/// <summary>A stream whose values are all different, its lists by key and window, which are retracted, and the lists of all those.</summary>
public sealed record RetractingCase(GroupingCase Input, WindowingStrategy Second)
{
    public WindowingStrategy First => Input.Windowing with { AccumulationMode = AccumulationMode.Retracting };

    // Rule 29: never less than upstream's.
    public WindowingStrategy Then => Second with
    {
        AccumulationMode = AccumulationMode.Retracting, AllowedLateness = NodaTime.Duration.Max(First.AllowedLateness, Second.AllowedLateness),
    };

    public static Arbitrary<RetractingCase> Arbitrary()
    {
        var (inputs, windowings) = (GroupingCase.Arbitrary(), Generate.Windowings());
        var cases = from input in inputs.Generator
                    from second in windowings.Generator
                    select new RetractingCase(input, second);
        return Arb.Filter(Arb.From(cases, of => inputs.Shrinker(of.Input).Select(input => of with { Input = input }).Concat(windowings.Shrinker(of.Second).Select(second => of with { Second = second }))), CanBeBuilt);
    }

    /// <summary>The lists of lists. In a value of the second the values of the first stand between signs that are not in them.</summary>
    public PCollection<KV<string, string>> Apply(PCollection<KV<string, string>> input) =>
        new GroupStep(Then, GeneratedAggregate.List).Apply(new GroupStep(First, GeneratedAggregate.List).Apply(input, "First").Select(list => KV.Of("all", ToOne(list.Value))), "Second");

    /// <summary>A list as one value of another.</summary>
    public static string ToOne(string list) => list.Replace(',', '+');

    public override string ToString() => $"{Input.Stream}\n{First}\n{Then}\n{Input.Schedule}";

    private static bool CanBeBuilt(RetractingCase of)
    {
        try
        {
            Pipeline.Build(p => of.Apply(p.Read(of.Input.Stream)).ForEachPane(_ => { }));
            return true;
        }
        catch (PipelineValidationException)
        {
            return false;
        }
    }
}
