using Dataflow.Combining;
using Dataflow.Time;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Laws.Tests.Text;

/// <summary>A language that the library reads and prints.</summary>
internal sealed record Specification(string Name, Func<string, object> Parse)
{
    public static readonly Specification Windowing = new("windowing", WindowingStrategy.Parse);
    public static readonly Specification WindowFn = new("window function", Dataflow.Windowing.WindowFn.Parse);
    public static readonly Specification Trigger = new("trigger", Dataflow.Triggers.Trigger.Parse);
    public static readonly Specification Watermark = new("watermark policy", WatermarkPolicy.Parse);
    public static readonly Specification Aggregate = new("aggregation", Aggregation.Parse);
    public static readonly Specification Span = new("duration", text => DurationText.Parse(text));

    public static IReadOnlyList<Specification> All { get; } = [Windowing, WindowFn, Trigger, Watermark, Aggregate, Span];

    public static string Print(object value) => value is Duration span ? DurationText.ToText(span) : value.ToString()!;

    /// <summary>Asserts that a value is read from what it prints, and that what is read prints the same.</summary>
    public void AssertReadsWhatItPrints(object value)
    {
        var text = Print(value);
        var read = Parse(text);
        Assert.True(value.Equals(read), $"The {Name} printed as '{text}' is read as another, which prints as '{Print(read)}'.");
        Assert.Equal(text, Print(read));
    }
}
