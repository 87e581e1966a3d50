using System.Globalization;

namespace Dataflow.Conformance.Tests.Figures;

/// <summary>The inputs of the figures, in the order of their arrival.</summary>
internal static class DataSet
{
    private static readonly ILookup<string, Score> All = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "input.csv"))
        .Skip(1)
        .Select(line => line.Split(','))
        .Where(cells => cells[6].Length > 0)
        .ToLookup(cells => cells[0], cells => new Score(cells[2], int.Parse(cells[4], CultureInfo.InvariantCulture), Day.At(cells[5]), Day.At(cells[6])));

    /// <summary>The ten values of the paper and the article, 51 in all.</summary>
    public static IReadOnlyList<Score> Paper { get; } = [.. All["paper_fig5"]];

    /// <summary>The same values in the article's second order of arrival.</summary>
    public static IReadOnlyList<Score> SecondOrder { get; } = [.. All["streaming102_order2"]];

    /// <summary>The nine values of the book, 48 in all.</summary>
    public static IReadOnlyList<Score> Book { get; } = [.. All["book_ch2"]];

    /// <summary>The 6 that the figures on allowed lateness have besides.</summary>
    public static Score Extra { get; } = All["book_fig2_12_extra"].Single();
}
