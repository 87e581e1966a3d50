namespace Dataflow.Text;

/// <summary>
/// A specification (a window, a trigger, a duration, an aggregation, a watermark policy) that does not parse. The message
/// repeats the text, puts a caret under the place, and says what was expected there.
/// </summary>
public sealed class SpecificationException : FormatException
{
    /// <summary>Describes a fault in <paramref name="specification"/> at <paramref name="position"/>.</summary>
    public SpecificationException(string specification, int position, string problem)
        : base(Describe(specification, position, problem))
    {
        Specification = specification;
        Position = position;
        Problem = problem;
    }

    /// <summary>The text that was read.</summary>
    public string Specification { get; }

    /// <summary>Where in <see cref="Specification"/> the fault is: a count of characters from 0, up to its length.</summary>
    public int Position { get; }

    /// <summary>What is wrong, or what was expected, without the place.</summary>
    public string Problem { get; }

    private static string Describe(string specification, int position, string problem)
    {
        // A long or many-lined specification is cut to what is around the place, so that the caret stays readable.
        const int context = 60;
        var from = Math.Max(0, position - context);
        var to = Math.Min(specification.Length, position + context);
        from += from > 0 && char.IsLowSurrogate(specification[from]) ? 1 : 0;
        to -= to < specification.Length && char.IsLowSurrogate(specification[to]) ? 1 : 0;
        var shown = string.Create(to - from, (specification, from), static (span, s) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var c = s.specification[s.from + i];
                span[i] = char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c;
            }
        });
        var lead = from > 0 ? "…" : "";
        var tail = to < specification.Length ? "…" : "";
        return $"{problem}{Environment.NewLine}  {lead}{shown}{tail}{Environment.NewLine}  {new string(' ', lead.Length + position - from)}^";
    }
}
