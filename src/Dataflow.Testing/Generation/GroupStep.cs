using System.Text.Encodings.Web;
using System.Text.Json;
using Dataflow.Combining;
using Dataflow.Windowing;

namespace Dataflow.Testing.Generation;

/// <summary>Windows the elements and combines those of each key and window.</summary>
/// <param name="Windowing">The windowing.</param>
/// <param name="Aggregate">What becomes of a group.</param>
public sealed record GroupStep(WindowingStrategy Windowing, GeneratedAggregate Aggregate) : GeneratedStep
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override PCollection<KV<string, string>> Apply(PCollection<KV<string, string>> input, string name) => Group(input, name).Panes;

    /// <summary>What of an element's value is combined: for sums and the greatest number, one number.</summary>
    public string ValueOf(string value) => Aggregate switch
    {
        GeneratedAggregate.Sum => NumberText.Of(NumberText.Sum(value)),
        GeneratedAggregate.Max => NumberText.Of(NumberText.Max(value)),
        _ => value,
    };

    /// <summary>Applies the step, and gives what came too late beside the panes.</summary>
    public (PCollection<KV<string, string>> Panes, PCollection<LateElement<KV<string, string>>> Late) Group(PCollection<KV<string, string>> input, string name)
    {
        var windowed = (Aggregate is GeneratedAggregate.Sum or GeneratedAggregate.Max ? input.Select(element => KV.Of(element.Key, ValueOf(element.Value))) : input).WindowInto(Windowing);
        return Aggregate switch
        {
            GeneratedAggregate.Count => Combined(windowed, text => text, Combine.Count<string>(), NumberText.Of, name),
            GeneratedAggregate.Sum => Combined(windowed, NumberText.Sum, Combine.Sum<long>(), NumberText.Of, name),
            GeneratedAggregate.Max => Combined(windowed, NumberText.Max, Combine.Max<long>(), NumberText.Of, name),
            GeneratedAggregate.List => Combined(windowed, text => text, Combine.List<string>(), texts => string.Join(',', texts), name),
            _ => Combined(windowed, text => text, Combine.Distinct<string>(), texts => string.Join(',', texts), name),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"new GroupStep(WindowingStrategy.Parse({Literal($"{Windowing}")}), GeneratedAggregate.{Aggregate})";

    // What JSON escapes C# does in the same way.
    private static string Literal(string text) => JsonSerializer.Serialize(text, Readable);

    private static (PCollection<KV<string, string>> Panes, PCollection<LateElement<KV<string, string>>> Late) Combined<TValue, TAccumulator, TOut>(
        PCollection<KV<string, string>> input, Func<string, TValue> value, CombineFn<TValue, TAccumulator, TOut> fn, Func<TOut, string> text, string name)
    {
        var grouped = input.CombinePerKey(element => element.Key, element => value(element.Value), fn, name);
        return (grouped.Select(pane => KV.Of(pane.Key, text(pane.Value))), grouped.Late);
    }
}
